class AppError(Exception):
    pass


class NotFound(AppError):
    def __init__(self, name):
        super().__init__(name + " was not found")
        self.name = name


class Denied(AppError):
    def __init__(self, user, level):
        super().__init__(user, level)
        self.level = level

    def __str__(self):
        return f"denied at level {self.level}"


def act(n):
    if n == 0:
        raise NotFound("file")
    if n == 1:
        raise Denied("bob", 3)
    if n == 2:
        raise AppError
    if n == 3:
        raise AppError("a", "b")
    return "fine"


for n in range(5):
    try:
        print(act(n))
    except NotFound as e:
        print("NotFound", e, e.name, e.args)
    except Denied as e:
        print("Denied", e, repr(e), e.level)
    except AppError as e:
        print("AppError", repr(e), str(e), len(e.args))
try:
    act(0)
except Exception as e:
    print(isinstance(e, AppError), isinstance(e, Denied), e)
