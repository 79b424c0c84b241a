/* Eight bytes of a text at once, in a word: the first is the lowest. Masks have 0x80 in the bytes that they mean. */
#ifndef WEFT_SWAR_H
#define WEFT_SWAR_H
#include "base.h"

#define SWAR_ONES 0x0101010101010101u
#define SWAR_HIGHS (SWAR_ONES << 7)

static inline uint64_t swar_load(const uint8_t *at) {
  uint64_t x;
  memcpy(&x, at, 8);
  return x;
}
static inline void swar_store(uint8_t *at, uint64_t x) { memcpy(at, &x, 8); }
static inline uint64_t swar_fill(uint32_t c) { return SWAR_ONES * c; }

/* Mycroft's test: 0 if no byte is 0; else the lowest of the mask is right, and others may be too many. */
static inline uint64_t swar_has_zero(uint64_t x) { return (x - SWAR_ONES) & ~x & SWAR_HIGHS; }
/* The bytes that are 0: the sums carry into no other byte. */
static inline uint64_t swar_zeros(uint64_t x) { return ~(((x & ~SWAR_HIGHS) + ~SWAR_HIGHS) | x) & SWAR_HIGHS; }
/* Of ASCII bytes those from a to z. */
static inline uint64_t swar_between(uint64_t x, uint32_t a, uint32_t z) {
  return (x + swar_fill(0x80 - a)) & ~(x + swar_fill(0x7f - z)) & SWAR_HIGHS;
}
static inline uint32_t swar_lowest(uint64_t mask) { return (uint32_t)__builtin_ctzll(mask) >> 3; }
static inline uint32_t swar_highest(uint64_t mask) { return 7 - ((uint32_t)__builtin_clzll(mask) >> 3); }

void swar_copy_large(uint8_t *to, const uint8_t *from, uint32_t bytes);
/* memcpy without the call, if short as most texts are */
static inline void swar_copy(uint8_t *to, const uint8_t *from, uint32_t bytes) {
  if (UNLIKELY(bytes > 64)) {
    swar_copy_large(to, from, bytes);
  } else if (bytes >= 8) {
    for (uint32_t i = 0; i < bytes - 8; i += 8) swar_store(to + i, swar_load(from + i));
    swar_store(to + bytes - 8, swar_load(from + bytes - 8)); /* may overlap */
  } else {
    for (uint32_t i = 0; i < bytes; i++) to[i] = from[i];
  }
}
#endif
