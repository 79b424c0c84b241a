def area(w, h):
    return w * h


rest = [1]
print(area(1, 2, 3, *rest))  # error: wrong-arguments
