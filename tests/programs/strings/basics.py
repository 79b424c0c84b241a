s = "hello"
print(s, len(s), s[0], s[-1], s[1:3], s * 3, s + " " + "world")
print("ell" in s, "xyz" in s, "" in s, "h" not in s)
print(s == "hello", s != "Hello", s < "help", "Z" < "a", "" < "a", "abc" < "abcd")
print('single "quotes"', "double 'quotes'", """triple
lines""")
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnew\nback\\"))
print("a" "b" 'c', "line one\nline two", r"raw\n", "nul\0".find("\0"))
print("-" * 20, "ab" * 0, "ab" * -1, 2 * "xy")
t = ""
for c in s:
    t = c + t
print(t, len(t), s > t)
