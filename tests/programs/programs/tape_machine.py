def compile_jumps(code):
    jumps = {}
    stack = []
    for i, c in enumerate(code):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError("unmatched ] at " + str(i))
            start = stack.pop()
            jumps[start] = i
            jumps[i] = start
    if stack:
        raise SyntaxError("unmatched [ at " + str(stack[-1]))
    return jumps


def run(code, given=""):
    jumps = compile_jumps(code)
    tape = [0] * 300
    at = i = steps = taken = 0
    out = []
    while i < len(code):
        match code[i]:
            case ">":
                at += 1
            case "<":
                at -= 1
            case "+":
                tape[at] = (tape[at] + 1) % 256
            case "-":
                tape[at] = (tape[at] - 1) % 256
            case ".":
                out.append(chr(tape[at]))
            case ",":
                tape[at] = ord(given[taken]) if taken < len(given) else 0
                taken += 1
            case "[" if tape[at] == 0:
                i = jumps[i]
            case "]" if tape[at] != 0:
                i = jumps[i]
        i += 1
        steps += 1
    return "".join(out), steps


hello = ("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++."
         "------.--------.>>+.>++.")
text, steps = run(hello)
print(repr(text), steps)
print(run(",[.,]", "echo!"), run(">,[>,]<[.<]", "reverse"))
for bad in ["[", "+]"]:
    try:
        run(bad)
    except SyntaxError as e:
        print(e)
