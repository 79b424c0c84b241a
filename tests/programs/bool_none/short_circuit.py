def say(name, value):
    print("eval", name)
    return value


print(say("a", 0) or say("b", 5))
print(say("c", 3) or say("d", 5))
print(say("e", 0) and say("f", 5))
print(say("g", 3) and say("h", 5))
print(say("i", "") or say("j", "x") and say("k", "y"))
print(not say("l", 1) or say("m", 0) == 0)
print([] or [1], [2] and [3], "" or "default", None or "none")
x = None
print(x is None and "nothing" or "something")
print(0 or 0.0, 0.0 or 0, 1 and 2 and 3, 1 and 0 and 3)
if say("n", False) and say("o", True):
    print("no")
else:
    print("yes")
