/* Arithmetic of numbers that isn't one instruction: powers, Python's float % and //, rounding, exact comparison. */
#include "number.h"
#include "decimal.h"

static inline int32_t is_finite(double x) { return x - x == 0; }

word weft_float_to_int(double x) {
  if (LIKELY(x >= -2305843009213693952.0 && x < 2305843009213693952.0)) return (word)x;
  if (x != x) weft_raise(&weft_type_ValueError, "cannot convert float NaN to integer");
  else if (!is_finite(x)) weft_raise(&weft_type_OverflowError, "cannot convert float infinity to integer");
  else weft_raise_overflow();
  return 0;
}

word weft_float_round(double x) {
  if (!is_finite(x)) return weft_float_to_int(x);
  return weft_float_to_int(rint(x)); /* the rounding mode is always to nearest even */
}

double weft_float_round_digits(double x, int64_t digits) {
  enum { MOST = 323, LEAST = -308 }; /* CPython's: beyond, nothing changes or nothing is left */
  if (!is_finite(x) || x == 0 || digits > MOST) return x;
  if (digits < LEAST) return 0.0 * x;
  char text[DECIMAL_EXACT_MAX];
  int32_t point, count = weft_decimal_exact(fabs(x), 0, (int32_t)digits, text, &point);
  double result = weft_decimal_read(text, (uint32_t)count, (int64_t)point - count);
  if (!is_finite(result)) {
    weft_raise(&weft_type_OverflowError, "rounded value too large to represent");
    return 0;
  }
  return x < 0 ? -result : result;
}

/* Long division to 55 bits and a sticky one, which rounding to a double can't tell from the exact quotient. */
double weft_int_true_div(word a, word b) {
  const word exact = (word)1 << 53;
  if (LIKELY(a <= exact && a >= -exact && b <= exact && b >= -exact)) return (double)a / (double)b;
  uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a, y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
  if (!x) return 0.0 * (double)b;
  uint64_t quotient = x / y, rest = x % y;
  int32_t scale = 0;
  while (!(quotient >> 55)) { /* rest < y <= 2^61: doubling can't overflow */
    rest <<= 1;
    quotient <<= 1;
    scale++;
    if (rest >= y) {
      rest -= y;
      quotient |= 1;
    }
  }
  double result = (double)(int64_t)(quotient | (rest != 0));
  uint64_t bits = (uint64_t)(1023 - scale) << 52;
  double factor;
  memcpy(&factor, &bits, 8);
  result *= factor;
  return (a < 0) != (b < 0) ? -result : result;
}

word weft_int_pow(word a, word b) {
  word result = 1;
  for (;;) {
    if ((b & 1) && !int_multiply(result, a, &result)) break;
    b >>= 1;
    if (!b) return result;
    if (!int_multiply(a, a, &a)) break; /* a's square is still wanted, and |a| > 1 */
  }
  weft_raise_overflow();
  return 0;
}

static int32_t is_odd(double x) { return fmod(fabs(x), 2.0) == 1.0; }

double weft_float_pow(double a, double b) {
  if (b == 0) return 1.0;
  if (a != a) return a;
  if (b != b) return a == 1.0 ? 1.0 : b;
  if (!is_finite(b)) {
    a = fabs(a);
    if (a == 1.0) return 1.0;
    return (b > 0) == (a > 1.0) ? fabs(b) : 0.0;
  }
  if (!is_finite(a)) {
    int32_t odd = is_odd(b);
    if (b > 0) return odd ? a : fabs(a);
    return odd ? __builtin_copysign(0.0, a) : 0.0;
  }
  if (a == 0) {
    if (b < 0) {
      weft_raise(&weft_type_ZeroDivisionError, "0.0 cannot be raised to a negative power");
      return 0;
    }
    return is_odd(b) ? a : 0.0;
  }
  int32_t negative = 0;
  if (a < 0) {
    if (b != floor(b)) {
      weft_raise(&weft_type_ValueError, "a negative number to a fractional power is complex, and complex isn't built");
      return 0;
    }
    a = -a;
    negative = is_odd(b);
  }
  double result = a == 1.0 ? 1.0 : pow(a, b);
  if (!is_finite(result)) {
    weft_raise(&weft_type_OverflowError, "(34, 'Numerical result out of range')");
    return 0;
  }
  return negative ? -result : result;
}

double weft_float_mod(double a, double b) {
  double rest = fmod(a, b);
  if (rest == 0) return __builtin_copysign(0.0, b);
  return (b < 0) != (rest < 0) ? rest + b : rest;
}

double weft_float_floordiv(double a, double b) {
  double rest = fmod(a, b), quotient = (a - rest) / b;
  if (rest != 0 && (b < 0) != (rest < 0)) quotient -= 1.0;
  if (quotient == 0) return __builtin_copysign(0.0, a / b);
  double down = floor(quotient);
  return quotient - down > 0.5 ? down + 1.0 : down;
}

int32_t weft_int_float_cmp(word a, double b) {
  if (b != b) return 2;
  if (b >= 4611686018427387904.0) return -1;
  if (b <= -4611686018427387904.0) return 1;
  word whole = (word)b;
  if (a != whole) return a < whole ? -1 : 1;
  double rest = b - (double)whole; /* exact: beyond 2^53 there is no fraction */
  return rest > 0 ? -1 : rest < 0;
}
