s = "abc"
for i in [0, 2, -1, -3, 3, -4]:
    try:
        print(i, s[i])
    except IndexError as e:
        print(i, e)
print(s[1:100], s[-100:2], s[5:] == "", s[2:1] == "")
try:
    print(""[0])
except IndexError as e:
    print(e)
for n in [65, 0x1F600, 1114112, -1]:
    try:
        print(n, chr(n))
    except ValueError as e:
        print(n, e)
