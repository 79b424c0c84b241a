print("a b  c".split(), "a b  c".split(" "), "".split(), "".split(","), "   ".split())
print("a,b,,c,".split(","), "a,b,c,d".split(",", 2), "one::two::three".split("::"))
print(" x  y z ".split(None, 1), "a b c d".rsplit(" ", 1), "abc".split("x"))
print(",".join(["a", "b", "c"]), "".join([]), "-".join(["only"]), " ".join("abc"))
print("line1\nline2\r\nline3\n".splitlines(), "".splitlines(), "\n\n".splitlines())
print("key=value=x".partition("="), "none".partition("="), "a/b/c".rpartition("/"))
print("\n".join(str(n) for n in range(3)))
words = "to be or not to be".split()
print(len(words), words[-1], " ".join(reversed(words)))
try:
    "abc".split("")
except ValueError as e:
    print(e)
