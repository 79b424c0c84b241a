"""The module math. (The constants are the compiler's.) The numbers in the calls are the rows of
runtime-c/maths.h."""

import rt


def acos(x: float):
    return rt.weft_math_acos(float(x))


def acosh(x: float):
    return rt.weft_math_acosh(float(x))


def asin(x: float):
    return rt.weft_math_asin(float(x))


def asinh(x: float):
    return rt.weft_math_asinh(float(x))


def atan(x: float):
    return rt.weft_math_atan(float(x))


def atan2(y: float, x: float):
    return rt.weft_math_atan2(float(y), float(x))


def atanh(x: float):
    return rt.weft_math_atanh(float(x))


def cbrt(x: float):
    return rt.weft_math_cbrt(float(x))


def ceil(x: float):
    if isinstance(x, int):
        return +x
    return rt.weft_math_int(x, "ceil")


def comb(n: int, k: int):
    return rt.weft_math_comb(n, k)


def copysign(x: float, y: float):
    return rt.weft_math_copysign(float(x), float(y))


def cos(x: float):
    return rt.weft_math_cos(float(x))


def cosh(x: float):
    return rt.weft_math_cosh(float(x))


def degrees(x: float):
    return rt.weft_math_degrees(float(x))


def dist(p, q):
    a = [float(x) for x in p]
    b = [float(x) for x in q]
    if len(a) != len(b):
        raise ValueError("both points must have the same number of dimensions")
    return _norm([abs(a[i] - b[i]) for i in range(len(a))])


def erf(x: float):
    return rt.weft_math_erf(float(x))


def erfc(x: float):
    return rt.weft_math_erfc(float(x))


def exp(x: float):
    return rt.weft_math_exp(float(x))


def exp2(x: float):
    return rt.weft_math_exp2(float(x))


def expm1(x: float):
    return rt.weft_math_expm1(float(x))


def fabs(x: float):
    return abs(float(x))


def factorial(n: int):
    return rt.weft_math_factorial(n)


def floor(x: float):
    if isinstance(x, int):
        return +x
    return rt.weft_math_int(x, "floor")


def fma(x: float, y: float, z: float):
    """x * y + z, rounded once: factors and addend are scaled so that the product's two halves are exact."""
    x, y, z = float(x), float(y), float(z)
    if z - z != 0.0 and x - x == 0.0 and y - y == 0.0:
        return z
    plain = x * y + z
    if x - x != 0.0 or y - y != 0.0 or z - z != 0.0:
        if plain != plain and x == x and y == y and z == z:
            raise ValueError("invalid operation in fma")
        return plain
    if x == 0.0 or y == 0.0:
        return plain
    scale = rt.weft_math_int(x, "exponent") + rt.weft_math_int(y, "exponent")
    high, low = _product(rt.weft_math_mantissa(x), rt.weft_math_mantissa(y))
    gap = rt.weft_math_int(z, "exponent") - scale
    if z == 0.0:
        addend = 0.0
    elif gap > 120:  # the product is less than half of z's last digit
        return z
    elif gap < -120:  # z decides only between two equally near results
        addend = rt.weft_math_copysign(rt.weft_math_ldexp(1.0, -300.0), z)
    else:
        addend = rt.weft_math_ldexp(rt.weft_math_mantissa(z), float(gap))
    terms = [high, low, addend]
    total = fsum(terms)
    if total == 0.0:
        return total
    lowest = rt.weft_math_int(total, "exponent") + scale
    if lowest > 1024:
        raise OverflowError("overflow in fma")
    if lowest < -1080:
        return rt.weft_math_copysign(0.0, total)
    if lowest < -1021:  # fewer digits are left: an addend puts the rounding where it belongs
        shift = rt.weft_math_copysign(rt.weft_math_ldexp(1.0, float(-1022 - scale)), total)
        terms.append(shift)
        total = rt.weft_math_copysign(fsum(terms) - shift, total)
    return rt.weft_math_ldexp(total, float(scale))


def fmod(x: float, y: float):
    return rt.weft_math_fmod(float(x), float(y))


def frexp(x: float):
    x = float(x)
    return rt.weft_math_mantissa(x), rt.weft_math_int(x, "exponent")


def fsum(seq):
    """The exact sum, rounded once: parts that don't overlap, by Jonathan Shewchuk, "Adaptive precision
    floating-point arithmetic and fast robust geometric predicates" (1997)."""
    parts = []
    special = infinite = 0.0
    for item in seq:
        given = float(item)
        x = given
        kept = 0
        for j in range(len(parts)):
            y = parts[j]
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low != 0.0:
                parts[kept] = low
                kept += 1
            x = high
        del parts[kept:]
        if x - x == 0.0:
            if x != 0.0:
                parts.append(x)
        else:
            if given - given == 0.0:
                raise OverflowError("intermediate overflow in fsum")
            if given == given:
                infinite += given
            special += given
            parts.clear()
    if special != 0.0:
        if infinite != infinite:
            raise ValueError("-inf + inf in fsum")
        return special
    if len(parts) == 0:
        return 0.0
    high = parts.pop()
    low = 0.0
    while len(parts) > 0:
        x, y = high, parts.pop()
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            break
    if len(parts) > 0 and ((low < 0.0 and parts[-1] < 0.0) or (low > 0.0 and parts[-1] > 0.0)):
        twice = low * 2.0  # half of the last digit, with more below it: away from the even neighbour
        x = high + twice
        if twice == x - high:
            high = x
    return high


def gamma(x: float):
    return rt.weft_math_gamma(float(x))


def gcd(*integers):
    match integers:
        case (a, b):
            return _gcd(a, b)
    result = 0
    for n in integers:
        result = _gcd(result, n)
    return result


def hypot(*coordinates):
    match coordinates:
        case (x, y):
            return rt.weft_math_hypot(float(x), float(y))
    return _norm([abs(float(x)) for x in coordinates])


def isclose(a: float, b: float, *, rel_tol: float = 1e-09, abs_tol: float = 0.0):
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    x, y = float(a), float(b)
    if x == y:
        return True
    if isinf(x) or isinf(y):
        return False
    difference = abs(x - y)
    return difference <= abs(rel_tol * y) or difference <= abs(rel_tol * x) or difference <= abs_tol


def isfinite(x: float):
    x = float(x)
    return x - x == 0.0


def isinf(x: float):
    x = float(x)
    return x == x and x - x != 0.0


def isnan(x: float):
    x = float(x)
    return x != x


def isqrt(n: int):
    return rt.weft_math_isqrt(n)


def lcm(*integers):
    result = 1
    for n in integers:
        result = _lcm(result, n)
    return result


def ldexp(x: float, i: int):
    return rt.weft_math_ldexp(float(x), float(i))


def lgamma(x: float):
    return rt.weft_math_lgamma(float(x))


def log(x: float, base: float | None = None):
    if base is None:
        return rt.weft_math_log(float(x))
    return rt.weft_math_log_base(float(x), float(base))


def log10(x: float):
    return rt.weft_math_log10(float(x))


def log1p(x: float):
    return rt.weft_math_log1p(float(x))


def log2(x: float):
    return rt.weft_math_log2(float(x))


def modf(x: float):
    x = float(x)
    return rt.weft_math_fraction(x), rt.weft_math_whole(x)


def nextafter(x: float, y: float, *, steps: int | None = None):
    x, y = float(x), float(y)
    if steps is None:
        return rt.weft_math_nextafter(x, y)
    if steps < 0:
        raise ValueError("steps must be a non-negative integer")
    if steps == 0 or x != x:
        return x
    while steps > 0 and x != y and y == y:
        x = rt.weft_math_nextafter(x, y)
        steps -= 1
    return x if x != y and y == y else y


def perm(n: int, k: int | None = None):
    if k is None:
        return rt.weft_math_factorial(n)
    return rt.weft_math_perm(n, k)


def pow(x: float, y: float):
    return rt.weft_math_pow(float(x), float(y))


def prod(iterable, *, start=1):
    result = start
    for item in iterable:
        result = result * item
    return result


def radians(x: float):
    return rt.weft_math_radians(float(x))


def remainder(x: float, y: float):
    return rt.weft_math_remainder(float(x), float(y))


def sin(x: float):
    return rt.weft_math_sin(float(x))


def sinh(x: float):
    return rt.weft_math_sinh(float(x))


def sqrt(x: float):
    return rt.weft_math_sqrt(float(x))


def sumprod(p, q):
    """Ints are summed as ints; products with floats keep their lost digits, and are summed exactly."""
    a, b = list(p), list(q)
    if len(a) != len(b):
        raise ValueError("Inputs are not the same length")
    whole = 0
    terms = []
    for i in range(len(a)):
        x, y = a[i], b[i]
        if isinstance(x, int) and isinstance(y, int):
            whole += x * y
        else:
            high, low = _product(float(x), float(y))
            terms.append(high)
            if high - high == 0.0 and low - low == 0.0:
                terms.append(low)
    if len(terms) == 0:
        return whole
    terms.append(float(whole))
    return fsum(terms)


def tan(x: float):
    return rt.weft_math_tan(float(x))


def tanh(x: float):
    return rt.weft_math_tanh(float(x))


def trunc(x: float):
    if isinstance(x, int):
        return +x
    return rt.weft_math_int(x, "trunc")


def ulp(x: float):
    return rt.weft_math_ulp(float(x))


def _gcd(a: int, b: int):
    return rt.weft_math_gcd(a, b)


def _lcm(a: int, b: int):
    if a == 0 or b == 0:
        return 0
    return abs(a // rt.weft_math_gcd(a, b) * b)


def _product(x, y):
    """x * y as a float and what its rounding lost: the exact product by halves of T. J. Dekker (1971)."""
    high = x * y
    t = 134217729.0 * x
    x1 = t - (t - x)
    x2 = x - x1
    t = 134217729.0 * y
    y1 = t - (t - y)
    y2 = y - y1
    return high, ((x1 * y1 - high) + x1 * y2 + x2 * y1) + x2 * y2


def _norm(values):
    """The square root of the sum of squares of magnitudes: scaled by a power of two, what rounding lost in
    products and sums is kept, and the root is corrected once. Changes the list."""
    largest = 0.0
    undefined = False
    for x in values:
        if x > largest:
            largest = x
        undefined = undefined or x != x
    if largest - largest != 0.0:
        return largest
    if undefined:
        return largest * 0.0 + (values[0] if len(values) == 1 else fsum(values))
    if largest == 0.0 or len(values) < 2:
        return largest
    unscale = 1.0
    if largest < 2.2250738585072014e-308:
        unscale = 2.2250738585072014e-308
        largest /= unscale
        for i in range(len(values)):
            values[i] /= unscale
    scale = rt.weft_math_ldexp(1.0, float(-rt.weft_math_int(largest, "exponent")))
    total, lost = 1.0, 0.0
    lost_in_sums = 0.0
    for i in range(len(values)):
        x = values[i] * scale
        high, low = _product(x, x)
        before = total
        total += high
        lost += low
        lost_in_sums += (before - total) + high
    root = rt.weft_math_sqrt(total - 1.0 + (lost + lost_in_sums))
    high, low = _product(-root, root)
    before = total
    total += high
    lost += low
    lost_in_sums += (before - total) + high
    root += (total - 1.0 + (lost + lost_in_sums)) / (2.0 * root)
    return root / scale * unscale
