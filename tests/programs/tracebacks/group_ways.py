# each level is told twice, in the group and as what the group came from: there are 2 ** 30 ways to the last
class Telling(Exception):
    def __str__(self):
        return f"told {self.args}"
def level(n):
    if n == 0:
        raise Telling(0)
    try:
        level(n - 1)
    except Exception as e:
        raise ExceptionGroup(f"level {n}", [e])
level(30)
