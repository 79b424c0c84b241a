result = print("printed first")
print(result)


def noisy(x):
    print("noisy", x)
    return x


print(noisy(1), noisy(2))
print([noisy(3)], print(noisy(4)))
values = [print(i) for i in range(2)]
print(values)
show = print
show("through", "a", "variable", sep=".")
for f in [print, noisy]:
    f("called")
