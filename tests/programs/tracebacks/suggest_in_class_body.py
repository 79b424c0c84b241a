class A:
    sizes = 1
    x = size
size = 1
