/* Python's math module. Each function is weft_math_<name>(x). (Not math.h: that would hide the system's.) */
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

double math_gamma(double x);                     /* maths_gamma.c: nan for a wrong argument, inf for overflow */
double math_lgamma(double x);
double math_norm(double *values, double largest); /* maths_hypot.c: of two magnitudes; the larger; no NaN */
#endif
