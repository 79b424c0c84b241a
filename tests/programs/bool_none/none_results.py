def nothing():
    pass


def maybe(n):
    if n > 0:
        return n


def early(xs):
    for x in xs:
        if x < 0:
            return
    print("all good")


print(nothing())
print(maybe(3), maybe(-3))
print(maybe(0) is None, maybe(1) is not None)
early([1, 2])
early([1, -2])
print(early([]))
print(None == None, None is None, [None, None] == [None] * 2)
print(str(None) + "!", repr(None), f"{None}")
found = [maybe(n) for n in [-1, 2, 0, 5]]
print(found, [v for v in found if v is not None])
