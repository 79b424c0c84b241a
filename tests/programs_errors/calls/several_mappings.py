def area(w, h, **options):
    return w * h, options


size, look = {"w": 1, "h": 2}, {"color": 3}
print(area(**{**size, **look}))
print(area(**size, **look))  # error: unsupported-double-star
