class Stop(Exception):
    pass


def run(n):
    if n == 0:
        raise Stop
    run(n - 1)


print("running")
run(3)
