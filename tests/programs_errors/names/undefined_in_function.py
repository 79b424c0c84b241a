def area(width, height):
    return widht * height  # error: undefined-name


print(area(2, 3))
