/* Checked arithmetic of int words. */
#ifndef WEFT_NUMBER_H
#define WEFT_NUMBER_H
#include "base.h"

double fabs(double), floor(double), ceil(double), trunc(double), fmod(double, double), pow(double, double),
    rint(double);

/* *product = a * b unless that leaves the int word. A double tells within 2^-52 whether the product is anywhere near
 * 2^63, below which the wrapping product is exact; compilers' overflow test of i64 would call into compiler-rt in
 * wasm. */
static inline int32_t int_multiply(word a, word b, word *product) {
  if (fabs((double)a * (double)b) > 4e18) return 0;
  word p = (word)((uint64_t)a * (uint64_t)b);
  *product = p;
  return p >= WEFT_INT_MIN && p <= WEFT_INT_MAX;
}
#endif
