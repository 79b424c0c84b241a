/* Keys in the entries of tables: what a dict and a set hold alike, whatever the table around it is. */
#ifndef WEFT_KEY_H
#define WEFT_KEY_H
#include "hash.h"
#include "list.h"
#include "str.h"

static inline uint64_t load8(const uint8_t *at) {
  uint64_t x;
  memcpy(&x, at, 8);
  return x;
}
static inline uint32_t load4(const uint8_t *at) {
  uint32_t x;
  memcpy(&x, at, 4);
  return x;
}
static inline double as_float(uint64_t bits) {
  double x;
  memcpy(&x, &bits, 8);
  return x;
}

/* Most texts that are keys have been hashed before. */
static inline uint32_t key_hash_str(ref r) {
  Str *s = AT(Str, r);
  uint32_t h = load_relaxed(&s->hash); /* relaxed: as in str_hash */
  return LIKELY(h) ? h : str_hash(s);
}

/* Of a tuple, a frozenset or None; most are tuples of known length. */
static inline int64_t key_hash_nested(ref r) {
  const Type *type = r ? AT(Type, AT(Obj, r)->type) : 0;
  if (LIKELY(type && type->kind == T_FIXED)) return hash_fixed(AT(Obj, r), type, 0);
  return hash_value((Value){TAG_REF, r});
}

/* Is the key at `at` this one? A function for each kind of key. The parts one by one: a struct of them slows a look-up
 * of an int by a tenth. */
static inline int32_t same_int(const uint8_t *at, uint64_t payload, int32_t tag) {
  return (void)tag, load8(at) == payload;
}
static inline int32_t same_small(const uint8_t *at, uint64_t payload, int32_t tag) {
  return (void)tag, load4(at) == (uint32_t)payload;
}
static inline int32_t same_str(const uint8_t *at, uint64_t payload, int32_t tag) {
  ref r = load4(at);
  return (void)tag, r == (ref)payload || weft_str_eq(r, (ref)payload);
}
static inline int32_t same_number(const uint8_t *at, uint64_t payload, int32_t tag) {
  return (void)tag, same_float(as_float(load8(at)), as_float(payload));
}
static inline int32_t same_nested(const uint8_t *at, uint64_t payload, int32_t tag) {
  ref r = load4(at);
  if (r == (ref)payload) return (void)tag, 1;
  const Obj *x = AT(Obj, r), *y = AT(Obj, payload);
  if (LIKELY(r && payload && x->type == y->type)) {
    const Type *type = AT(Type, x->type);
    if (LIKELY(type->kind == T_FIXED)) return hash_same_fixed(x, y, type, 0);
  }
  return hash_equal((Value){TAG_REF, r}, (Value){TAG_REF, payload});
}
static inline int32_t same_pair(const uint8_t *at, uint64_t payload, int32_t tag) {
  return hash_equal(value_at(at, SLOT_PAIR), (Value){tag, payload});
}

static inline void key_store(uint8_t *at, uint32_t slot, uint64_t payload, int32_t tag) {
  if (slot == SLOT_PAIR) {
    memcpy(at, &tag, 4);
    memcpy(at + 8, &payload, 8);
  } else if (slot_bytes(slot) == 8) {
    memcpy(at, &payload, 8);
  } else if (slot_bytes(slot)) {
    uint32_t small = (uint32_t)payload;
    memcpy(at, &small, 4);
  }
}
#endif
