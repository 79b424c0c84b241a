/* 64 x 64 -> 128 bit multiplication. In wasm by halves: the compiler's __int128 would call into compiler-rt. */
#ifndef WEFT_WIDE_H
#define WEFT_WIDE_H
#include <stdint.h>

typedef struct { uint64_t high, low; } Wide;

static inline Wide wide_multiply(uint64_t a, uint64_t b) {
#ifdef __wasm__
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  uint64_t middle = (p00 >> 32) + (uint32_t)p01 + (uint32_t)p10;
  return (Wide){p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32), (middle << 32) | (uint32_t)p00};
#else
  unsigned __int128 p = (unsigned __int128)a * b;
  return (Wide){(uint64_t)(p >> 64), (uint64_t)p};
#endif
}
#endif
