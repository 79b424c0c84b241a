class Null:
    def text(self):
        return "null"


class Number:
    def __init__(self, value):
        self.value = value

    def text(self):
        return str(self.value)


class Text:
    def __init__(self, value):
        self.value = value

    def text(self):
        return '"' + self.value + '"'


class Array:
    def __init__(self, items):
        self.items = items

    def text(self):
        return "[" + ", ".join(item.text() for item in self.items) + "]"


class Object:
    def __init__(self, fields):
        self.fields = fields

    def text(self):
        return "{" + ", ".join(f'"{k}": {v.text()}' for k, v in self.fields.items()) + "}"


def skip(s, i):
    while i < len(s) and s[i] == " ":
        i += 1
    return i


def parse(s, i):
    i = skip(s, i)
    if i >= len(s):
        raise ValueError("unexpected end")
    if s.startswith("null", i):
        return Null(), i + 4
    if s[i] == '"':
        end = s.index('"', i + 1)
        return Text(s[i + 1:end]), end + 1
    if s[i] == "[":
        items = []
        i = skip(s, i + 1)
        while s[i] != "]":
            item, i = parse(s, i)
            items.append(item)
            i = skip(s, i)
            if s[i] == ",":
                i = skip(s, i + 1)
        return Array(items), i + 1
    if s[i] == "{":
        fields = {}
        i = skip(s, i + 1)
        while s[i] != "}":
            key, i = parse(s, i)
            if not isinstance(key, Text):
                raise ValueError("a key must be text")
            i = skip(s, i)
            if s[i] != ":":
                raise ValueError(f"expected : at {i}")
            value, i = parse(s, i + 1)
            fields[key.value] = value
            i = skip(s, i)
            if s[i] == ",":
                i = skip(s, i + 1)
        return Object(fields), i + 1
    start = i
    while i < len(s) and (s[i].isdigit() or s[i] in "-."):
        i += 1
    if start == i:
        raise ValueError(f"unexpected {s[i]} at {i}")
    return Number(float(s[start:i]) if "." in s[start:i] else int(s[start:i])), i


def depth(node):
    match node:
        case Array(items=items):
            return 1 + max((depth(item) for item in items), default=0)
        case Object(fields=fields):
            return 1 + max((depth(v) for v in fields.values()), default=0)
        case _:
            return 0


for source in ['[1, 2.5, -3]', '{"a": [1, {"b": null}], "c": "text"}', '[[[]], {}]', "[1, ?]", "{1: 2}", "  "]:
    try:
        node, end = parse(source, 0)
        print(node.text(), depth(node), end)
    except ValueError as e:
        print("error:", e)
