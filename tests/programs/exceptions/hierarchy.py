def name_of(n):
    try:
        if n == 0:
            raise KeyError("k")
        if n == 1:
            raise IndexError("i")
        if n == 2:
            raise ZeroDivisionError("z")
        if n == 3:
            raise OverflowError("o")
        if n == 4:
            raise FileNotFoundError("f")
        if n == 5:
            raise NotImplementedError("n")
        if n == 6:
            raise UnicodeError("u")
        if n == 7:
            raise TypeError("t")
        raise Exception("plain")
    except LookupError as e:
        return "LookupError", type(e).__name__
    except ArithmeticError as e:
        return "ArithmeticError", type(e).__name__
    except OSError as e:
        return "OSError", type(e).__name__
    except RuntimeError as e:
        return "RuntimeError", type(e).__name__
    except ValueError as e:
        return "ValueError", type(e).__name__
    except Exception as e:
        return "Exception", type(e).__name__


for n in range(9):
    print(n, name_of(n))
try:
    raise SystemExit(3)
except Exception:
    print("no")
except BaseException as e:
    print("SystemExit is no Exception:", e)
try:
    raise KeyboardInterrupt
except BaseException as e:
    print(repr(e))
