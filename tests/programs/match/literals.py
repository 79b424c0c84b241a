def describe(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case n if n > 100:
            return f"large {n}"
        case _:
            return "other"


def command(text):
    match text:
        case "go" | "run":
            return 1
        case "stop":
            return 2
        case "":
            return 0
    return -1


def constant(v):
    match v:
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"


print([describe(n) for n in [0, 2, -1, 50, 101]])
print([command(t) for t in ["go", "run", "stop", "", "x"]])
print([constant(v) for v in [None, True, False]])
match 2.5:
    case 2.5:
        print("float matched")
