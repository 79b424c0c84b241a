def rotate(xs, k):
    k %= len(xs)
    return xs[-k:] + xs[:-k] if k else xs[:]


def binary_search(xs, wanted):
    low, high = 0, len(xs)
    while low < high:
        mid = (low + high) // 2
        if xs[mid] < wanted:
            low = mid + 1
        else:
            high = mid
    if low < len(xs) and xs[low] == wanted:
        return low
    return -1


def reverse_in_place(xs, i, j):
    while i < j:
        xs[i], xs[j] = xs[j], xs[i]
        i, j = i + 1, j - 1


for k in [0, 1, 3, 5, -2, 12]:
    print(k, rotate([1, 2, 3, 4, 5], k))
xs = [2, 3, 5, 7, 11, 13]
print([binary_search(xs, v) for v in [2, 13, 7, 4, 14, 0]])
reverse_in_place(xs, 1, 4)
print(xs)
