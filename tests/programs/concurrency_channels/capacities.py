# What a channel's capacity may be.
from weft import Channel


def made(capacity):
    try:
        print(Channel(capacity))
    except (TypeError, ValueError) as error:
        print(error)


for number in (0, 7, -1, -100):
    made(number)
for other in (None, True, 2.0, "3", [1]):
    made(other)
for mixed in (5, "x", None, -2):
    made(mixed)
try:
    Channel(-1)
except ValueError as error:
    print(error)
print(Channel(capacity=3).capacity, Channel(capacity=None).capacity, Channel().capacity)
for large in (2**31 - 1, 2**31, 2**32 + 1, 2**60):
    print(Channel(large).capacity, Channel(large))
