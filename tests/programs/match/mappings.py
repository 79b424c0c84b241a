def handle(event):
    match event:
        case {"type": "click", "x": x, "y": y}:
            return f"click at {x} {y}"
        case {"type": "key", "code": code}:
            return f"key {code}"
        case {"type": kind}:
            return f"other {kind}"
        case {}:
            return "no type"


print(handle({"type": "click", "x": "3", "y": "4"}))
print(handle({"type": "key", "code": "a", "extra": "b"}))
print(handle({"type": "scroll"}))
print(handle({}))
print(handle({"x": "1"}))
