def grade(score):
    if score >= 90:
        return "A"
    elif score >= 80:
        return "B"
    elif score >= 70:
        return "C"
    elif score >= 60:
        return "D"
    else:
        return "F"


print([grade(s) for s in [95, 90, 89, 71, 60, 59, -1]])


def classify(n):
    kind = ""
    if n % 15 == 0:
        kind = "fizzbuzz"
    elif n % 5 == 0:
        kind = "buzz"
    elif n % 3 == 0:
        kind = "fizz"
    return kind or str(n)


print(" ".join(classify(n) for n in range(1, 21)))
x = 7
if x > 5:
    if x > 6:
        print("more than 6")
    else:
        print("6")
if x == 7: print("one line"); print("two statements")
if not x:
    pass
elif x == 7 and (x < 0 or x > 5):
    print("nested condition")
