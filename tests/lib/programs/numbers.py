import math
import sys
import time
from math import floor, sqrt

print(
    sqrt(2),
    floor(2.7),
    math.ceil(2.1),
    math.trunc(-2.7),
    math.floor(7),
    math.gcd(12, 18),
    math.gcd(12, 18, 8),
    math.lcm(4, 6),
    math.gcd(),
)
print(
    math.isqrt(17),
    math.factorial(10),
    math.comb(5, 2),
    math.perm(5, 2),
    math.perm(5),
    math.hypot(3, 4),
    math.hypot(1, 2, 2),
    math.dist((0, 0), (3, 4)),
    math.dist([1.0], [2.0]),
)
print(
    math.fsum([0.1] * 10),
    math.prod([1, 2, 3]),
    math.prod([0.5, 2]),
    math.copysign(1, -0.0),
    math.isclose(0.1 + 0.2, 0.3),
    math.log(8, 2),
    math.log(10),
    math.log2(8),
    math.log10(1000),
)
print(
    math.exp(0),
    math.sin(0),
    math.cos(0),
    math.tan(0),
    math.atan2(0, 1),
    math.pow(2, 3),
    math.fmod(7, 3),
    math.remainder(7, 3),
    math.modf(2.5),
    math.frexp(8),
    math.ldexp(0.5, 3),
    math.isnan(math.nan),
    math.isinf(math.inf),
    math.isfinite(1),
)
print(
    math.ulp(1.0),
    math.nextafter(1.0, 2.0),
    math.degrees(math.pi),
    math.radians(180),
    math.erf(0),
    math.gamma(5),
    math.fabs(-2),
    math.sumprod([1, 2], [3, 4]),
    math.fma(2, 3, 4),
    math.acos(1),
    math.asin(0),
    math.atan(0),
    math.sinh(0),
    math.cosh(0),
    math.tanh(0),
    math.expm1(0),
    math.log1p(0),
    math.exp2(3),
)
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
a = time.perf_counter()
time.sleep(0.001)
print(
    time.perf_counter() > a,
    time.time() > 0,
    time.monotonic() > 0,
    time.time_ns() > 0,
    time.process_time() >= 0,
)
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
sys.setrecursionlimit(100000)
sys.exit(3)
