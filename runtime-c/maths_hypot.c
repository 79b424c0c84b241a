/* hypot of two floats, as accurate as CPython's. */
#include "maths.h"

double sqrt(double);

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
double math_norm(double *values, double largest) {
  const double least_normal = 2.2250738585072014e-308;
  if (!is_finite(largest) || largest == 0) return largest;
  double unscale = 1;
  if (largest < least_normal) {
    for (uint32_t i = 0; i < 2; i++) values[i] /= least_normal;
    largest /= least_normal;
    unscale = least_normal;
  }
  int32_t exponent;
  double scale = scale_for(largest, &exponent), sum = 1.0, lost_products = 0, lost_sums = 0;
  for (uint32_t i = 0; i < 2; i++) {
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
