def level1():
    a = 1
    b = 10

    def level2():
        nonlocal a
        c = 100

        def level3():
            nonlocal a, c
            a += 1
            c += b
            return a, b, c

        first = level3()
        a *= 10
        second = level3()
        return first, second, c

    result = level2()
    return result, a, b


print(level1())


def shadow():
    x = "outer"

    def inner():
        x = "inner"
        return x

    return inner(), x


print(shadow())


def swap_pair():
    left, right = 1, 2

    def swap():
        nonlocal left, right
        left, right = right, left

    swap()
    return left, right


print(swap_pair())
