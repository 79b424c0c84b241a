def work(n):
    trail = []
    try:
        trail.append("a")
        try:
            trail.append("b")
            if n == 1:
                raise ValueError("one")
            if n == 2:
                raise KeyError("two")
            trail.append("c")
        except ValueError as e:
            trail.append("inner " + str(e))
            try:
                raise IndexError("while handling")
            except IndexError as f:
                trail.append(str(f))
            trail.append(str(e))
        else:
            trail.append("else")
            if n == 3:
                raise RuntimeError("from else")
        finally:
            trail.append("f1")
    except (KeyError, RuntimeError) as e:
        trail.append("outer " + repr(e))
    finally:
        trail.append("f2")
    return trail


for n in range(4):
    print(n, work(n))


def lambda_raises(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


print(lambda_raises(lambda: [1, 2][2]), lambda_raises(lambda: {}[()]), lambda_raises(lambda: 5))
