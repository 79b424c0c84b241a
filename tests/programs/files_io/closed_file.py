f = open("a.txt", "w")
f.write("abc")
f.close()
f.close()
try:
    f.write("more")
except ValueError as e:
    print(e)
f = open("a.txt")
print(f.read(2), f.read(1), repr(f.read(5)), f.closed)
f.close()
print(f.closed)
try:
    with open("b.txt", "w") as g:
        g.write("kept")
        raise KeyError("inside")
except KeyError as e:
    print("caught", e, g.closed)
print(open("b.txt").read())
