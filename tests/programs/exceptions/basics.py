def attempt(f):
    try:
        return "result " + str(f())
    except ZeroDivisionError:
        return "division"
    except (IndexError, KeyError) as e:
        return "lookup: " + str(e)
    except ValueError as e:
        return "value: " + str(e)


xs = [1]
d = {"a": 1}
print(attempt(lambda: 1 / 0))
print(attempt(lambda: xs[4]))
print(attempt(lambda: d["b"]))
print(attempt(lambda: int("?")))
print(attempt(lambda: xs[0] + d["a"]))
try:
    print("in try")
except ValueError:
    print("never")
else:
    print("else runs")
finally:
    print("finally runs")
try:
    raise ValueError("with text")
except ValueError as e:
    print(e, repr(e), e.args, type(e).__name__)
