from weft import spawn


def skynet(number, size):
    if size == 1:
        return number
    part = size // 10
    tasks = [spawn(skynet, number + k * part, part) for k in range(10)]
    return sum(task.join() for task in tasks)


print(spawn(skynet, 0, 1).join())
print(spawn(skynet, 0, 10).join(), spawn(skynet, 5, 100).join())
print(skynet(0, 1000))
