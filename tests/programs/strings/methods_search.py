s = "the cat sat on the mat"
print(s.find("cat"), s.find("dog"), s.find("the", 1), s.find("the", 1, 10), s.find(""))
print(s.rfind("the"), s.rfind("at"), s.rfind("dog"))
print(s.index("sat"), s.count("at"), s.count("the"), s.count("z"), "aaaa".count("aa"), "abc".count(""))
print(s.startswith("the"), s.startswith("cat"), s.startswith("cat", 4), s.endswith("mat"), s.endswith("ma"))
print(s.startswith(("a", "t")), s.endswith((".py", "at")))
print(s.replace("at", "og"), s.replace("the", "a", 1), "aaa".replace("a", "bb"), "abc".replace("", "-"))
try:
    s.index("dog")
except ValueError as e:
    print(e)
print("a.b.c".removeprefix("a."), "a.b.c".removesuffix(".c"), "abc".removeprefix("x"))
