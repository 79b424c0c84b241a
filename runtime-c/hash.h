/* Hashes and equality of the values that dicts and sets compare in C: scalars, None, texts, and tuples and frozensets
 * of such.
 *
 * The hashes of all but texts are CPython's, in 64 bits, since the order of a set follows from them: facts of what its
 * pyhash, tupleobject, setobject and, for None, object compute. No hash is -1. */
#ifndef WEFT_HASH_H
#define WEFT_HASH_H
#include "base.h"

typedef struct Value { int32_t tag; uint64_t payload; } Value;

/* What stands in a slot of an object, list or table. RAW8 is a float: proven ints are INT there. */
static inline Value value_at(const uint8_t *at, uint32_t slot) {
  Value v = {TAG_NONE, 0};
  uint32_t small;
  switch (slot) {
    case SLOT_RAW4:
      memcpy(&small, at, 4);
      return (Value){TAG_BOOL, small};
    case SLOT_RAW1: return (Value){TAG_BOOL, *at};
    case SLOT_REF:
      memcpy(&small, at, 4);
      return small ? (Value){TAG_REF, small} : v;
    case SLOT_RAW8: case SLOT_INT:
      v.tag = slot == SLOT_INT ? TAG_INT : TAG_FLOAT;
      memcpy(&v.payload, at, 8);
      return v;
    case SLOT_PAIR:
      memcpy(&v.tag, at, 4);
      memcpy(&v.payload, at + 8, 8);
      return v;
    default: return v;
  }
}

/* The value modulo 2^61 - 1, with its sign. */
static inline int64_t hash_int(int64_t x) {
  const int64_t prime = ((int64_t)1 << 61) - 1;
  if (UNLIKELY(x <= -prime || x >= prime)) x %= prime;
  return x == -1 ? -2 : x;
}
int64_t hash_fraction(double x);
static inline int64_t hash_float(double x) {
  if (x >= -9e18 && x <= 9e18 && (double)(int64_t)x == x) return hash_int((int64_t)x);
  return hash_fraction(x);
}
/* A NaN is itself, as it is for lists. */
static inline int32_t same_float(double x, double y) { return x == y || (x != x && memcmp(&x, &y, 8) == 0); }

/* As a number of 32 bits. The low bits of small ints stay as they are. */
static inline uint32_t hash_fold(int64_t h) { return (uint32_t)h + (uint32_t)(h >> 32) * 0x9e3779b1u; }

int64_t hash_value(Value v);
/* Of tuples of known length, and of one type. */
int64_t hash_fixed(const Obj *tuple, const Type *type, int32_t depth);
int32_t hash_same_fixed(const Obj *a, const Obj *b, const Type *type, int32_t depth);
int32_t hash_equal(Value a, Value b);
/* The same, as parts of values nested so deep. */
int64_t hash_nested(Value v, int32_t depth);
int32_t hash_equal_nested(Value a, Value b, int32_t depth);
#endif
