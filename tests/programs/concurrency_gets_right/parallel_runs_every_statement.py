# A parallel block is a block: loops, conditions, assignments and calls between the spawns all happen, in their order.
from weft import parallel


def square(n):
    return n * n


def main():
    log = []
    with parallel() as p:
        log.append("first")
        tasks = []
        for n in range(6):
            if n % 2:
                tasks.append(p.spawn(square, n))
                log.append(n)
            else:
                log.append(-n)
        total = sum(task.join() for task in tasks)
        log.append(total)
        try:
            log.append(1 // len(log[:0]))
        except ZeroDivisionError:
            log.append("caught")
    log.append("after")
    print(log)

    def leaves_early():
        with parallel() as p:
            task = p.spawn(square, 7)
            return task.join()

    print(leaves_early())
    with parallel():
        print("a block without children")


main()
