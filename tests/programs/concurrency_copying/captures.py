from weft import spawn


def run():
    items = [1]
    total = 0

    def add(n):
        nonlocal total
        total += n
        items.append(n)
        return total, items

    first = spawn(add, 5).join()
    second = spawn(add, 6).join()
    inside = add(7)
    return first, second, inside, total, items


print(run())


def make(k):
    data = [k]

    def get():
        data.append(len(data))
        return data

    return get


get = make(3)
get()
task = spawn(get)
get()
print(task.join(), get())
print([spawn(lambda n=n: n * n).join() for n in range(4)])
