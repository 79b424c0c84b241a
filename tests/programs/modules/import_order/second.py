print("second is loaded")
import first

value = first.value + 1
print("second is done")


def first_value():
    return first.value
