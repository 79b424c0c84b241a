# The error of what is done once, uncaught.
from weft import Once


def fails():
    raise ValueError("it can't be made")


once = Once(fails)
try:
    once.get()
except ValueError as error:
    print(error)
once.get()
