/* The integer functions of Python's math module, within the int word. */
#include "number.h"

double sqrt(double);

word weft_math_gcd(word a, word b) {
  uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a, y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
  while (y) {
    uint64_t rest = x % y;
    x = y;
    y = rest;
  }
  if (x > (uint64_t)WEFT_INT_MAX) weft_raise_overflow();
  return (word)x;
}

word weft_math_isqrt(word n) {
  if (n < 0) {
    weft_raise(&weft_type_ValueError, "isqrt() argument must be nonnegative");
    return 0;
  }
  word root = (word)sqrt((double)n); /* off by one at most: n < 2^61 */
  while (root * root > n) root--;
  while ((root + 1) * (root + 1) <= n) root++;
  return root;
}

static int32_t negative(word n, word k) {
  if (n >= 0 && k >= 0) return 0;
  weft_raise(&weft_type_ValueError, n < 0 ? "n must be a non-negative integer" : "k must be a non-negative integer");
  return 1;
}

word weft_math_perm(word n, word k) {
  if (negative(n, k) || k > n) return 0;
  word result = 1;
  for (word i = 0; i < k; i++) { /* overflows after 20 factors of more than 1 */
    if (!int_multiply(result, n - i, &result)) {
      weft_raise_overflow();
      return 0;
    }
  }
  return result;
}

word weft_math_comb(word n, word k) {
  if (negative(n, k) || k > n) return 0;
  if (k > n - k) k = n - k;
  word result = 1;
  for (word i = 1; i <= k; i++) { /* result * (n - k + i) / i stays whole; the division comes first as far as it can */
    word factor = n - k + i, by = i, common = weft_math_gcd(result, by);
    word reduced = result / common;
    by /= common;
    if (!int_multiply(reduced, factor / by, &result)) { /* the rest of the divisor divides the factor */
      weft_raise_overflow();
      return 0;
    }
  }
  return result;
}

word weft_math_factorial(word n) {
  if (n < 0) {
    weft_raise(&weft_type_ValueError, "factorial() not defined for negative values");
    return 0;
  }
  word result = 1;
  for (word i = 2; i <= n; i++) {
    if (!int_multiply(result, i, &result)) {
      weft_raise_overflow();
      return 0;
    }
  }
  return result;
}
