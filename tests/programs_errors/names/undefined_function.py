def total(xs):
    return sum(xs)


print(totals([1, 2]))  # error: undefined-name
