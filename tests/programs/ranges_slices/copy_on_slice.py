rows = [[1], [2], [3]]
view = rows[1:]
view[0].append(20)
view.append([4])
print(rows, view)
text = "hello"
text2 = text[:]
text = text[:1].upper() + text[1:]
print(text, text2)
stack = [1, 2, 3, 4]
top, stack = stack[-1], stack[:-1]
print(top, stack)


def partition(xs):
    if len(xs) < 2:
        return xs
    pivot = xs[len(xs) // 2]
    small = [x for x in xs if x < pivot]
    same = [x for x in xs if x == pivot]
    large = [x for x in xs if x > pivot]
    return partition(small) + same + partition(large)


data = [5, 3, 9, 1, 5, 7, 0]
print(partition(data), data, partition(data[::2]), partition([]))
