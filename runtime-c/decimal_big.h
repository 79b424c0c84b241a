/* The exact part of decimal.c: a comparison of a decimal number of any length with a double's neighbourhood. */
#ifndef WEFT_DECIMAL_BIG_H
#define WEFT_DECIMAL_BIG_H
#include <stdint.h>

/* The double nearest to digits * 10^exponent (no leading or trailing zeros; the value between 1e-326 and 1e310), ties
 * to even; `guess` is at most one or two representable numbers off. */
double weft_big_read(const char *digits, uint32_t count, int32_t exponent, double guess);
#endif
