/* Python's math functions of one and two floats: C's libm behind CPython's argument checks. */
#include "maths.h"

double acos(double), acosh(double), asin(double), asinh(double), atan(double), atanh(double), cbrt(double), cos(double),
    cosh(double), erf(double), erfc(double), exp(double), exp2(double), expm1(double), fabs(double), log(double),
    log10(double), log1p(double), log2(double), sin(double), sinh(double), sqrt(double), tan(double), tanh(double),
    atan2(double, double), pow(double, double), fmod(double, double), nextafter(double, double), floor(double),
    ceil(double), trunc(double);

static inline int32_t is_finite(double x) { return x - x == 0; }
static COLD double domain(void) {
  weft_raise(&weft_type_ValueError, "math domain error");
  return 0;
}
static COLD double range(void) {
  weft_raise(&weft_type_OverflowError, "math range error");
  return 0;
}

/* CPython's rule for functions of one argument: a NaN that wasn't one before is a domain error; so is an infinity,
 * unless the function can overflow. */
static inline double checked(double result, double x, int32_t can_overflow) {
  if (LIKELY(is_finite(result))) return result;
  if (result != result) return x != x ? result : domain();
  if (!is_finite(x)) return result;
  return can_overflow ? range() : domain();
}

#define X(name, function, overflow) \
  double weft_math_##name(double x) { return checked(function(x), x, overflow); }
MATH1(X)
#undef X

double weft_math_degrees(double x) { return x * (180.0 / 3.141592653589793); }
double weft_math_radians(double x) { return x * (3.141592653589793 / 180.0); }

double weft_math_ulp(double x) {
  if (x != x) return x;
  x = fabs(x);
  if (!is_finite(x)) return x;
  double above = nextafter(x, __builtin_inf());
  return is_finite(above) ? above - x : x - nextafter(x, 0);
}

static int32_t exponent_of(double x, double *mantissa) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int32_t exponent = (int32_t)(bits >> 52) & 0x7ff, scaled = 0;
  *mantissa = x;
  if (x == 0 || exponent == 0x7ff) return 0;
  if (!exponent) { /* subnormal */
    x *= 18014398509481984.0;
    memcpy(&bits, &x, 8);
    exponent = (int32_t)(bits >> 52) & 0x7ff;
    scaled = 54;
  }
  bits = (bits & ~((uint64_t)0x7ff << 52)) | (uint64_t)1022 << 52;
  memcpy(mantissa, &bits, 8);
  return exponent - 1022 - scaled;
}

double weft_math_mantissa(double x) {
  double mantissa;
  exponent_of(x, &mantissa);
  return mantissa;
}
double weft_math_fraction(double x) { return __builtin_copysign(is_finite(x) ? x - trunc(x) : x != x ? x : 0.0, x); }
double weft_math_whole(double x) { return trunc(x); }

double weft_math_atan2(double y, double x) { return atan2(y, x); }
double weft_math_copysign(double x, double y) { return __builtin_copysign(x, y); }
double weft_math_nextafter(double x, double y) { return nextafter(x, y); }

double weft_math_pow(double x, double y) {
  double result = pow(x, y);
  if (is_finite(result) || !is_finite(x) || !is_finite(y)) return result;
  return result != result || x == 0 ? domain() : range();
}

double weft_math_fmod(double x, double y) {
  if (!is_finite(y) && y == y && is_finite(x)) return x;
  double result = fmod(x, y);
  return result != result && x == x && y == y ? domain() : result;
}

/* IEEE 754's remainder by fmod, which is exact; a tie goes to the even quotient (CPython's way, so its signs of
 * zero). */
double weft_math_remainder(double x, double y) {
  if (x != x) return x;
  if (y != y) return y;
  if (!is_finite(x) || y == 0) return domain();
  if (!is_finite(y)) return x;
  double size = fabs(x), by = fabs(y), below = fmod(size, by), above = by - below, rest;
  if (below < above) rest = below;
  else if (below > above) rest = -above;
  else rest = below - 2.0 * fmod(0.5 * (size - below), by);
  return __builtin_copysign(1.0, x) * rest;
}

double weft_math_log_base(double x, double base) {
  double top = weft_math_log(x);
  if (weft_status() == STATUS_RAISING) return 0;
  double bottom = weft_math_log(base);
  if (weft_status() == STATUS_RAISING) return 0;
  if (bottom == 0) {
    weft_raise(&weft_type_ZeroDivisionError, "float division by zero");
    return 0;
  }
  return top / bottom;
}

static double power_of_two(int32_t exponent) { /* normal ones */
  uint64_t bits = (uint64_t)(exponent + 1023) << 52;
  double x;
  memcpy(&x, &bits, 8);
  return x;
}

double weft_math_ldexp(double x, double exponent) {
  double mantissa;
  if (x == 0 || !is_finite(x)) return x;
  double e = exponent_of(x, &mantissa) + exponent; /* |mantissa| is in [1/2, 1) */
  if (e > 1024) return range();
  if (e < -1080) return __builtin_copysign(0.0, x);
  if (e > -1021) return mantissa * 2 * power_of_two((int32_t)e - 1);
  return mantissa * power_of_two((int32_t)e + 200) * power_of_two(-200); /* one rounding, in the last product */
}

double weft_math_hypot(double x, double y) {
  double values[2] = {fabs(x), fabs(y)};
  if (!is_finite(x) || !is_finite(y))
    return values[0] == __builtin_inf() || values[1] == __builtin_inf() ? __builtin_inf() : x + y;
  return math_norm(values, values[0] > values[1] ? values[0] : values[1]);
}

word weft_math_int(double x, int32_t to) {
  double mantissa;
  switch (to) {
    case WHOLE_FLOOR: return weft_float_to_int(floor(x));
    case WHOLE_CEIL: return weft_float_to_int(ceil(x));
    case WHOLE_TRUNC: return weft_float_to_int(trunc(x));
    default: return exponent_of(x, &mantissa);
  }
}
