/* gamma and lgamma by Lanczos' approximation with g = 6.0246800407767296 and 13 terms, as CPython's documentation of
 * mathmodule describes it (coefficients: Boost's lanczos13m53), so that the digits agree with CPython's. */
#include "maths.h"

double exp(double), fabs(double), floor(double), fmod(double, double), log(double), pow(double, double), round(double),
    sin(double), cos(double);

static const double PI = 3.141592653589793238462643383279502884197, LOG_PI = 1.144729885849400174143427351353058711647;
static const double G = 6.024680040776729583740234375, G_MINUS_HALF = 5.524680040776729583740234375;
enum { TERMS = 13 };
static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
static const double denominator[TERMS] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                          45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                          1925.0,     66.0,       1.0};

/* The rational function, by Horner's rule in x or, so as not to overflow, in 1/x. */
static double lanczos_sum(double x) {
  double top = 0, bottom = 0;
  if (x < 5.0) {
    for (int i = TERMS - 1; i >= 0; i--) {
      top = top * x + numerator[i];
      bottom = bottom * x + denominator[i];
    }
  } else {
    for (int i = 0; i < TERMS; i++) {
      top = top / x + numerator[i];
      bottom = bottom / x + denominator[i];
    }
  }
  return top / bottom;
}

/* sin(pi * x), exact in its argument's reduction */
static double sin_pi(double x) {
  double y = fmod(fabs(x), 2.0), result;
  switch ((int)round(2.0 * y)) {
    case 0: result = sin(PI * y); break;
    case 1: result = cos(PI * (y - 0.5)); break;
    case 2: result = sin(PI * (1.0 - y)); break;
    case 3: result = -cos(PI * (y - 1.5)); break;
    default: result = sin(PI * (y - 2.0));
  }
  return x < 0 || (x == 0 && __builtin_signbit(x)) ? -result : result;
}

double math_gamma(double x) {
  enum { WHOLE_MAX = 23, FACTOR_LARGE = 140, OVERFLOWS = 200 };
  if (x - x != 0) return x == -__builtin_inf() ? __builtin_nan("") : x;
  if (x == 0) return __builtin_nan("");
  if (x == floor(x)) {
    if (x < 0) return __builtin_nan("");
    if (x <= WHOLE_MAX) {
      double product = 1; /* exact: 22! has fewer than 53 bits but for its powers of two */
      for (int i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  double size = fabs(x);
  if (size < 1e-20) return 1.0 / x;
  if (size > OVERFLOWS) return x < 0 ? 0.0 / sin_pi(x) : __builtin_inf();
  double y = size + G_MINUS_HALF, lost; /* what the sum lost to rounding */
  if (size > G_MINUS_HALF) {
    double q = y - size;
    lost = q - G_MINUS_HALF;
  } else {
    double q = y - G_MINUS_HALF;
    lost = q - size;
  }
  lost = lost * G / y;
  double result;
  if (x < 0) {
    result = -PI / sin_pi(size) / size * exp(y) / lanczos_sum(size);
    result -= lost * result;
    if (size < FACTOR_LARGE) result /= pow(y, size - 0.5);
    else {
      double root = pow(y, size / 2.0 - 0.25);
      result /= root;
      result /= root;
    }
  } else {
    result = lanczos_sum(size) / exp(y);
    result += lost * result;
    if (size < FACTOR_LARGE) result *= pow(y, size - 0.5);
    else {
      double root = pow(y, size / 2.0 - 0.25);
      result *= root;
      result *= root;
    }
  }
  return result;
}

double math_lgamma(double x) {
  if (x - x != 0) return x != x ? x : __builtin_inf();
  if (x == floor(x) && x <= 2.0) return x <= 0 ? __builtin_nan("") : 0.0;
  double size = fabs(x);
  if (size < 1e-20) return -log(size);
  double result = log(lanczos_sum(size)) - G;
  result += (size - 0.5) * (log(size + G - 0.5) - 1);
  if (x < 0) result = LOG_PI - log(fabs(sin_pi(size))) - log(size) - result;
  return result;
}
