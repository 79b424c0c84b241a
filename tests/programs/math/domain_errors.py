import math

for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1.0), lambda: math.acos(2),
          lambda: math.isqrt(-1), lambda: math.factorial(-1), lambda: math.fmod(1, 0),
          lambda: math.pow(0, -1), lambda: math.floor(math.nan), lambda: math.sin(math.inf)]:
    try:
        print(f())
    except ValueError as e:
        print("ValueError", e)
for f in [lambda: math.exp(1000), lambda: math.ceil(math.inf), lambda: math.pow(10, 400)]:
    try:
        print(f())
    except OverflowError as e:
        print("OverflowError", e)
print(math.exp(-1000), math.pow(0, 0), math.pow(math.nan, 0), math.sqrt(math.inf), math.sqrt(-0.0))
