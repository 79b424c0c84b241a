def outer():
    print(json)
    json = 1
outer()
