def f(x):
    if x:
        return 1
     return 2  # error: syntax-error


print(f(1))
