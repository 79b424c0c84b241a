class Parser:
    def __init__(self, text):
        self.text = text.replace(" ", "")
        self.at = 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            sign = self.peek()
            self.at += 1
            right = self.term()
            value = value + right if sign == "+" else value - right
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            sign = self.peek()
            self.at += 1
            right = self.factor()
            value = value * right if sign == "*" else value // right
        return value

    def factor(self):
        if self.peek() == "-":
            self.at += 1
            return -self.factor()
        if self.peek() == "(":
            self.at += 1
            value = self.expression()
            if self.peek() != ")":
                raise SyntaxError("expected ) at " + str(self.at))
            self.at += 1
            return value
        start = self.at
        while self.peek().isdigit():
            self.at += 1
        if start == self.at:
            raise SyntaxError("expected a number at " + str(start))
        return int(self.text[start:self.at])


for text in ["1 + 2 * 3", "(1+2)*3", "-(4 - 10) / 4", "2*(3+4)*(5-1)", "((((7))))", "1+", "(2", "8/(4-4)"]:
    try:
        print(text, "=", Parser(text).expression())
    except SyntaxError as e:
        print(text, "->", e)
    except ZeroDivisionError as e:
        print(text, "->", e)
deep = "(" * 60 + "1" + ")" * 60
print(Parser(deep).expression())
