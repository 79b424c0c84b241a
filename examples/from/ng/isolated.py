"""NG: no global that two tasks change"""

from weft import join, spawn

numbers = [1, 2, 3]


def append(n):
    numbers.append(n)  # to the copy: the compiler warns
    return numbers


print(join([spawn(append, 4), spawn(append, 5)]))
print(numbers)
