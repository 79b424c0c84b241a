with open("u.txt", "w") as f:
    for handle in (1, 2, 3):
        try:
            f.read()
        except ValueError as e:
            print("ValueError", e, type(e).__name__, repr(e), isinstance(e, OSError), isinstance(e, ValueError))
with open("u.txt") as f:
    try:
        f.write("x")
    except FileNotFoundError:
        print("no")
    except OSError as e:
        print("OSError", e, e.args, e.errno, isinstance(e, UnicodeError), isinstance(e, TimeoutError))
    try:
        f.write("x")
    except (KeyError, UnicodeError):
        print("no")
    except Exception as e:
        print(type(e).__name__)
    f.writelines(["x"])
