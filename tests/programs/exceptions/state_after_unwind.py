class Stack:
    def __init__(self):
        self.items = []

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()


def calculate(text):
    stack = Stack()
    for token in text.split():
        if token == "+":
            b = stack.pop()
            a = stack.pop()
            stack.items.append(a + b)
        elif token == "/":
            b = stack.pop()
            a = stack.pop()
            stack.items.append(a // b)
        else:
            stack.items.append(int(token))
    return stack.pop()


for text in ["1 2 +", "8 2 / 3 +", "1 +", "4 0 /", "2 x +", ""]:
    try:
        print(text, "=", calculate(text))
    except IndexError as e:
        print(text, "->", e)
    except ArithmeticError as e:
        print(text, "->", e)
    except ValueError as e:
        print(text, "->", e)

xs = [1, 2, 3]
try:
    xs[0], xs[7] = 10, 70
except IndexError:
    print(xs)
i = 0
try:
    while True:
        i += xs[i]
except IndexError as e:
    print(i, e)
