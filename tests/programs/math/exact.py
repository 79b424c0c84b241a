import math

print(math.sqrt(2), math.sqrt(16), math.sqrt(0.25), math.isqrt(17), math.isqrt(10 ** 16 - 1))
for x in [2.5, -2.5, 3.0, -0.5, 1e15 + 0.5, 7]:
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x))
print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
print(math.gcd(48, 36), math.gcd(0, 5), math.gcd(-12, 18), math.lcm(4, 6), math.factorial(15), math.comb(20, 7))
print(math.fmod(7, 3), math.fmod(-7, 3), math.copysign(3, -0.0), math.modf(2.75), math.modf(-2.75))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.isfinite(math.inf))
print(math.frexp(10.0), math.ldexp(0.625, 4), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1))
print(math.perm(5, 2), math.prod([1, 2, 3, 4]), math.prod([]), math.prod([0.5, 4]))
print(math.degrees(math.pi), math.radians(180) == math.pi, math.dist((0, 0), (3, 4)))
