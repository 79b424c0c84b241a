from weft import spawn


def merge(a, b):
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


def sort(xs, depth):
    if len(xs) < 2:
        return xs
    middle = len(xs) // 2
    if depth == 0:
        return merge(sort(xs[:middle], 0), sort(xs[middle:], 0))
    left = spawn(sort, xs[:middle], depth - 1)
    right = sort(xs[middle:], depth - 1)
    return merge(left.join(), right)


xs = [i * 7919 % 1009 - 500 for i in range(1000)]
ys = sort(xs, 5)
print(ys == sorted(xs), ys[:4], xs[:4])
words = "pear fig apple kiwi date plum lime".split()
print(sort(words, 2), sort([], 3), sort([2.5, -1.0], 1))
