class TokenError(Exception):
    def __init__(self, at, text):
        super().__init__(f"unexpected {text!r} at {at}")


class Token:
    def __init__(self, kind, text):
        self.kind = kind
        self.text = text

    def __repr__(self):
        return f"{self.kind}:{self.text}"


class Tokenizer:
    def __init__(self, source):
        self.source = source
        self.at = 0

    def tokens(self):
        out = []
        while self.at < len(self.source):
            c = self.source[self.at]
            if c in " \n\t":
                self.at += 1
            elif c in "{}[]:,":
                out.append(Token("mark", c))
                self.at += 1
            elif c == '"':
                end = self.source.find('"', self.at + 1)
                if end < 0:
                    raise TokenError(self.at, "unfinished string")
                out.append(Token("string", self.source[self.at + 1:end]))
                self.at = end + 1
            elif c.isdigit() or c == "-":
                out.append(Token("number", self.take(lambda d: d.isdigit() or d in "-.e")))
            elif c.isalpha():
                out.append(Token("word", self.take(str.isalpha)))
            else:
                raise TokenError(self.at, c)
        return out

    def take(self, ok):
        start = self.at
        while self.at < len(self.source) and ok(self.source[self.at]):
            self.at += 1
        return self.source[start:self.at]


for source in ['{"a": [1, 2.5, -3e2], "b": true}', '["é😀", null, {}]', '[1, ?]', '"open', ""]:
    try:
        tokens = Tokenizer(source).tokens()
        print(len(tokens), tokens)
    except TokenError as e:
        print("error:", e)
total = sum(float(t.text) for t in Tokenizer("[1, 2.5, -3e2]").tokens() if t.kind == "number")
print(total)
