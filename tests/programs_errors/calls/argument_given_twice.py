def area(width, height=1):
    return width * height


print(area(2, width=3))  # error: wrong-arguments
