/* Accurate sums over lists of floats: fsum, hypot and dist of any dimension. */
#include "list.h"
#include "maths.h"

double fabs(double), sqrt(double);

static inline int32_t is_finite(double x) { return x - x == 0; }
typedef struct { double high, low; } Double2;

/* T. J. Dekker's exact product (1971) by splitting; factors are at most 1 here, so nothing overflows. */
static Double2 multiply(double x, double y) {
  const double splitter = 134217729.0; /* 2^27 + 1 */
  double p = x * y, t = splitter * x, x1 = t - (t - x), x2 = x - x1;
  t = splitter * y;
  double y1 = t - (t - y), y2 = y - y1;
  return (Double2){p, ((x1 * y1 - p) + x1 * y2 + x2 * y1) + x2 * y2};
}

static Double2 fast_sum(double a, double b) { /* |a| >= |b| */
  double s = a + b;
  return (Double2){s, (a - s) + b};
}

/* 2^-e with largest < 2^e <= 2 largest, for normal numbers */
static double scale_for(double largest, int32_t *exponent) {
  uint64_t bits;
  memcpy(&bits, &largest, 8);
  *exponent = ((int32_t)(bits >> 52) & 0x7ff) - 1022;
  double x;
  bits = (uint64_t)(1023 - *exponent) << 52;
  if (*exponent >= 1023) bits = (uint64_t)1 << (1074 - *exponent); /* subnormal */
  memcpy(&x, &bits, 8);
  return x;
}

/* The square root of the sum of squares, scaled by a power of two, with the lost digits of products and sums kept, and
 * a differential correction at the end (the algorithm that CPython's documentation of math.hypot names). */
double math_norm(double *values, uint32_t count, double largest) {
  const double least_normal = 2.2250738585072014e-308;
  if (!is_finite(largest) || largest == 0 || count < 2) return largest;
  double unscale = 1;
  if (largest < least_normal) {
    for (uint32_t i = 0; i < count; i++) values[i] /= least_normal;
    largest /= least_normal;
    unscale = least_normal;
  }
  int32_t exponent;
  double scale = scale_for(largest, &exponent), sum = 1.0, lost_products = 0, lost_sums = 0;
  for (uint32_t i = 0; i < count; i++) {
    double x = values[i] * scale;
    Double2 product = multiply(x, x), s = fast_sum(sum, product.high);
    sum = s.high;
    lost_products += product.low;
    lost_sums += s.low;
  }
  double h = sqrt(sum - 1.0 + (lost_products + lost_sums));
  Double2 product = multiply(-h, h), s = fast_sum(sum, product.high);
  sum = s.high;
  lost_products += product.low;
  lost_sums += s.low;
  h += (sum - 1.0 + (lost_products + lost_sums)) / (2.0 * h);
  return h / scale * unscale;
}

/* Magnitudes of list elements, or of differences, in fresh scratch; the largest, inf, or nan. */
static double norm_of(ref a, ref b) {
  uint32_t count = AT(List, a)->len;
  ref array = weft_array_new(count * 8);
  if (!array) return 0;
  double *values = (double *)(void *)AT(Array, array)->data, largest = 0, nan = 0;
  const double *x = (const double *)(const void *)list_data(AT(List, a)),
               *y = b ? (const double *)(const void *)list_data(AT(List, b)) : 0;
  for (uint32_t i = 0; i < count; i++) {
    double v = fabs(y ? x[i] - y[i] : x[i]);
    values[i] = v;
    if (v != v) nan = v;
    if (v > largest) largest = v;
  }
  if (largest == __builtin_inf()) return largest;
  return nan != nan ? nan : math_norm(values, count, largest);
}

double weft_math_norm(ref list) { return norm_of(list, 0); }

double weft_math_distance(ref a, ref b) {
  if (AT(List, a)->len != AT(List, b)->len) {
    weft_raise(&weft_type_ValueError, "both points must have the same number of dimensions");
    return 0;
  }
  return norm_of(a, b);
}

/* Jonathan Shewchuk, "Adaptive precision floating-point arithmetic" (1997): partial sums that don't overlap; at the end
 * they are added from the largest down and the last rounding is made half to even. */
double weft_math_fsum(ref r) {
  enum { PARTIALS_MAX = 64 }; /* 2098 bits in steps of 53, and some */
  double partials[PARTIALS_MAX], special = 0, infinities = 0;
  uint32_t n = 0, count = AT(List, r)->len;
  const double *values = (const double *)(const void *)list_data(AT(List, r));
  for (uint32_t v = 0; v < count; v++) {
    double x = values[v];
    uint32_t kept = 0;
    for (uint32_t j = 0; j < n; j++) {
      double y = partials[j];
      if (fabs(x) < fabs(y)) {
        double swapped = x;
        x = y;
        y = swapped;
      }
      double high = x + y, low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    n = kept;
    if (x == 0) continue;
    if (is_finite(x)) {
      partials[n++] = x;
      continue;
    }
    if (is_finite(values[v])) {
      weft_raise(&weft_type_OverflowError, "intermediate overflow in fsum");
      return 0;
    }
    if (values[v] == values[v]) infinities += values[v];
    special += values[v];
    n = 0;
  }
  if (special != 0) {
    if (infinities != infinities) {
      weft_raise(&weft_type_ValueError, "-inf + inf in fsum");
      return 0;
    }
    return special;
  }
  double high = 0, low = 0;
  if (n) high = partials[--n];
  while (n) {
    double x = high, y = partials[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  if (n && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    double twice = low * 2, x = high + twice;
    if (twice == x - high) high = x;
  }
  return high;
}
