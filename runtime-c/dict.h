/* Hashing and equality of the keys that dictionaries keep in C. */
#ifndef WEFT_DICT_H
#define WEFT_DICT_H
#include "base.h"
#include "heap.h"
#include "str.h"

/* Numbers that are equal hash alike, whatever their kind. The low bits of small ints stay as they are, so that
 * neighbours are neighbours in the table; probing brings in the rest. */
static inline uint32_t hash_int(int64_t x) {
  return (uint32_t)x + (uint32_t)(x >> 32) * 0x9e3779b1u;
}
static inline uint32_t hash_float(double x) {
  if (x >= -9e18 && x <= 9e18 && (double)(int64_t)x == x) return hash_int((int64_t)x);
  uint64_t bits;
  memcpy(&bits, &x, 8);
  return (uint32_t)(bits * 0x9e3779b97f4a7c15u >> 32);
}
struct Copier;
void dict_scan(struct Copier *copier, const Type *type, uint32_t dict); /* for type_rows */
PART(dict_scan, "weft_dict_new");
uint32_t hash_pair(int32_t tag, uint64_t payload);   /* a value with its tag: scalars, None, strings, tuples of such */
int32_t hash_pair_equal(int32_t tag, uint64_t payload, int32_t other_tag, uint64_t other);
#endif
