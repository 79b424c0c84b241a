"""NG: closures cross into a task, which NG leaves for later"""

from weft import spawn


def main():
    data = [3, 1, 2]
    scale = 10
    task = spawn(lambda: sorted(n * scale for n in data))
    data.append(0)
    scale = 100
    print(task.join(), "as it was at the spawn")
    print(data, scale)


main()
