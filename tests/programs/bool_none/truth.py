def truth(name, value):
    print(name, bool(value), not value)


truth("zero", 0)
truth("one", 1)
truth("float zero", 0.0)
truth("float", 0.1)
truth("empty str", "")
truth("space", " ")
truth("empty list", [])
truth("list", [0])
truth("empty tuple", ())
truth("tuple", (0,))
truth("None", None)
truth("empty dict", {})
truth("dict", {0: 0})
truth("range", range(0))
truth("True", True)
