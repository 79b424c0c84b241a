def greet(name):
    return "hello " + nmae  # error: undefined-name


print(greet("ann"))
print(gret("bob"))  # error: undefined-name
