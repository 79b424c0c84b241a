/* Python's math module. Each function is weft_math_<name>(x); weft_math1 and weft_math2 choose by number, and link them
 * all. (Not math.h: that would hide the system's.) */
#ifndef WEFT_MATHS_H
#define WEFT_MATHS_H
#include "base.h"

/* name, C's function, whether an infinite result of a finite argument is "math range error" (else "math domain
 * error") */
#define MATH1(X) \
  X(acos, acos, 0) X(acosh, acosh, 0) X(asin, asin, 0) X(asinh, asinh, 0) X(atan, atan, 0) X(atanh, atanh, 0) \
  X(cbrt, cbrt, 0) X(cos, cos, 0) X(cosh, cosh, 1) X(erf, erf, 0) X(erfc, erfc, 0) X(exp, exp, 1) X(exp2, exp2, 1) \
  X(expm1, expm1, 1) X(fabs, fabs, 0) X(log, log, 0) X(log10, log10, 0) X(log1p, log1p, 0) X(log2, log2, 0) \
  X(sin, sin, 0) X(sinh, sinh, 1) X(sqrt, sqrt, 0) X(tan, tan, 0) X(tanh, tanh, 0) X(gamma, math_gamma, 1) \
  X(lgamma, math_lgamma, 1)

enum Math1 {
#define X(name, function, overflow) MATH1_##name,
  MATH1(X)
#undef X
  MATH1_degrees, MATH1_radians, MATH1_ulp,
  MATH1_modf_fraction, MATH1_modf_whole, MATH1_frexp_mantissa, /* and weft_math_int(MATH_INT_frexp_exponent) */
};
enum Math2 {
  MATH2_atan2,
  MATH2_hypot,
  MATH2_pow,
  MATH2_fmod,
  MATH2_copysign,
  MATH2_log,
  MATH2_dist,
  MATH2_remainder,
  MATH2_ldexp,
  MATH2_nextafter
};
enum MathInt { MATH_INT_floor, MATH_INT_ceil, MATH_INT_trunc, MATH_INT_frexp_exponent };
enum MathTest { MATH_TEST_isnan, MATH_TEST_isinf, MATH_TEST_isfinite };

#define X(name, function, overflow) double weft_math_##name(double x);
MATH1(X)
#undef X
double weft_math_degrees(double x);
double weft_math_radians(double x);
double weft_math_ulp(double x);
double weft_math_atan2(double y, double x);
double weft_math_hypot(double x, double y);
double weft_math_pow(double x, double y);
double weft_math_fmod(double x, double y);
double weft_math_copysign(double x, double y);
double weft_math_log_base(double x, double base);
double weft_math_remainder(double x, double y);
double weft_math_ldexp(double x, double exponent);
double weft_math_nextafter(double x, double y);
double weft_math_fsum(ref list);                 /* list[float] */
double weft_math_norm(ref list);                 /* hypot of any number of coordinates, a list[float] */
double weft_math_distance(ref a, ref b);         /* math.dist of two list[float] */

double math_gamma(double x);                     /* maths_gamma.c: nan for a wrong argument, inf for overflow */
double math_lgamma(double x);
/* of magnitudes, scratch; the largest of them, finite or not; no NaN */
double math_norm(double *values, uint32_t count, double largest);
#endif
