from weft import join, spawn


class Broken(Exception):
    def __init__(self, part, code):
        super().__init__(f"{part} broke")
        self.part = part
        self.code = code


def divide(a, b):
    return a // b


def fail(part):
    raise Broken(part, len(part))


task = spawn(divide, 1, 0)
for attempt in range(2):
    try:
        task.join()
    except ZeroDivisionError as e:
        print(attempt, e)
try:
    spawn(fail, "pump").join()
except Broken as e:
    print(e, e.part, e.code)
try:
    join([spawn(divide, 8, 2), spawn(divide, 1, 0), spawn(divide, 9, 3)])
except ArithmeticError as e:
    print("join:", e)


def outer(n):
    try:
        return spawn(divide, 10, n).join()
    except ZeroDivisionError:
        raise ValueError("no zero please")
    finally:
        if n == 0:
            print("outer cleans up")


for n in [5, 0]:
    try:
        print(spawn(outer, n).join())
    except ValueError as e:
        print(e)
