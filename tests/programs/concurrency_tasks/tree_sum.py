from weft import spawn


def tree(low, high):
    if high - low <= 10:
        return sum(range(low, high))
    middle = (low + high) // 2
    left = spawn(tree, low, middle)
    right = spawn(tree, middle, high)
    return left.join() + right.join()


def depth(n):
    if n == 0:
        return 0
    return spawn(depth, n - 1).join() + 1


print(tree(0, 1000), sum(range(1000)))
print(depth(50))
