"""A module docstring is no output."""


def circle(radius):
    """Gives the area."""
    pi = 3.0
    return pi * radius * radius


def outer(n):
    """Has a function inside."""

    def helper(k):
        """Doubles."""
        return k * 2

    def unused(k):
        return k.no_such_thing

    return helper(n) + helper(n + 1)


class Documented:
    """Nothing but text."""

    def method(self):
        """More text."""
        ...


print(circle(2), outer(3))
print(Documented().method())
"a lone string"
42
print("end")
