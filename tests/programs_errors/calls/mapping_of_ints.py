def area(w, h):
    return w * h


print(area(**{1: 2, 3: 4}))  # error: argument-type
