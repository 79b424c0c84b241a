def bubble(xs):
    xs = xs[:]
    n = len(xs)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
                swapped = True
        if not swapped:
            break
    return xs


def merge_sort(xs):
    if len(xs) <= 1:
        return xs
    mid = len(xs) // 2
    a, b = merge_sort(xs[:mid]), merge_sort(xs[mid:])
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if b[j] < a[i]:
            out.append(b[j])
            j += 1
        else:
            out.append(a[i])
            i += 1
    return out + a[i:] + b[j:]


def quick_sort(xs, low, high):
    if low >= high:
        return
    pivot = xs[high]
    i = low
    for j in range(low, high):
        if xs[j] < pivot:
            xs[i], xs[j] = xs[j], xs[i]
            i += 1
    xs[i], xs[high] = xs[high], xs[i]
    quick_sort(xs, low, i - 1)
    quick_sort(xs, i + 1, high)


def insertion(xs):
    for i in range(1, len(xs)):
        value = xs[i]
        j = i
        while j > 0 and xs[j - 1] > value:
            xs[j] = xs[j - 1]
            j -= 1
        xs[j] = value
    return xs


data = [i * 7919 % 101 - 50 for i in range(60)]
expected = sorted(data)
quick = data[:]
quick_sort(quick, 0, len(quick) - 1)
print(bubble(data) == expected, merge_sort(data) == expected, quick == expected)
print(insertion(["pear", "fig", "apple"]), merge_sort([2.5, -1.0, 0.0]), bubble("dcab".split("c")))
print(expected[:5], data[:5])
