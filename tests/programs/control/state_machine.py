def tokens(text):
    state = "start"
    current = ""
    out = []
    for c in text + " ":
        if state == "start":
            if c.isdigit():
                state = "number"
                current = c
            elif c.isalpha():
                state = "word"
                current = c
            elif c != " ":
                out.append(("symbol", c))
        elif state == "number" and c.isdigit() or state == "word" and c.isalnum():
            current += c
        else:
            out.append((state, current))
            state = "start"
            current = ""
            if c != " ":
                out.append(("symbol", c))
    return out


for kind, text in tokens("x1 = 42 + (foo*7)"):
    print(f"{kind:<8}{text}")
print(len(tokens("")), tokens("9"))
