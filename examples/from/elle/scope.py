"""Elle: a scope"""

from weft import scope


def page():
    with scope() as s:
        users = s.spawn(lambda: "users")
        settings = s.spawn(lambda: "settings")
    return {"users": users.join(), "settings": settings.join()}


print(page())
