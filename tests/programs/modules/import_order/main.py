print("main starts")
import second
import first
import second as again

print("main goes on", first.value, second.value, again is second)
if second.value > 0:
    from third import late

    print(late())
first.bump()
print(first.value, second.first_value())


def inside():
    import third

    return third.COUNT


print(inside())
