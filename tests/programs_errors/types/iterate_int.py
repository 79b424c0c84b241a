n = 4
for i in n:  # error: argument-type
    print(i)
