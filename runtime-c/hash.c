/* Hashing and equality of values with a tag, and of tuples of them (dictionary keys of more than one kind). */
#include "dict.h"

enum { NESTING_MAX = 100 }; /* of tuples in tuples: bounds the C stack */

static uint32_t hash_at(int32_t tag, uint64_t payload, int32_t depth);

typedef struct Value { int32_t tag; uint64_t payload; } Value;

/* A field of a tuple as a tagged value. RAW8 is a float: proven ints are INT in tuples. */
static Value field(const uint8_t *object, uint32_t slot) {
  const uint8_t *at = object + (slot >> 3) * 4;
  Value v = {TAG_NONE, 0};
  uint32_t small;
  switch (slot & 7) {
    case SLOT_RAW4:
      memcpy(&small, at, 4);
      return (Value){TAG_BOOL, small};
    case SLOT_RAW1: return (Value){TAG_BOOL, *at};
    case SLOT_REF:
      memcpy(&small, at, 4);
      return small ? (Value){TAG_REF, small} : v;
    case SLOT_RAW8: case SLOT_INT:
      v.tag = (slot & 7) == SLOT_INT ? TAG_INT : TAG_FLOAT;
      memcpy(&v.payload, at, 8);
      return v;
    case SLOT_PAIR:
      memcpy(&v.tag, at, 4);
      memcpy(&v.payload, at + 8, 8);
      return v;
    default: return v;
  }
}

static void too_deep(void) { weft_raise(&weft_type_RecursionError, "maximum recursion depth exceeded in comparison"); }

static uint32_t hash_tuple(const Obj *object, const Type *type, int32_t depth) {
  if (depth > NESTING_MAX) {
    too_deep();
    return 0;
  }
  uint64_t h = type->nslots;
  for (uint32_t i = 0; i < type->nslots; i++) {
    Value v = field((const uint8_t *)object, type->slots[i]);
    h = (h ^ hash_at(v.tag, v.payload, depth + 1)) * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
  }
  return (uint32_t)h;
}

static uint32_t hash_at(int32_t tag, uint64_t payload, int32_t depth) {
  switch (tag) {
    case TAG_BOOL: case TAG_INT: return hash_int((int64_t)payload);
    case TAG_FLOAT: {
      double x;
      memcpy(&x, &payload, 8);
      return hash_float(x);
    }
    case TAG_REF: {
      if (!payload) return 0x5bd1e995u;
      const Type *type = AT(Type, AT(Obj, payload)->type);
      switch ((enum TypeKind)type->kind) { /* no table: keys that are tuples would take a sixth longer */
        case T_STR: return str_hash(AT(Str, payload));
        case T_FIXED: return hash_tuple(AT(Obj, payload), type, depth);
        case T_LIST: case T_ARRAY: case T_DICT: case T_HANDLE: case T_EXC: break;
      }
      return 0; /* by identity: addresses move, so all are alike */
    }
    default: return 0x5bd1e995u;
  }
}

uint32_t hash_pair(int32_t tag, uint64_t payload) { return hash_at(tag, payload, 0); }

static int32_t equal_at(Value a, Value b, int32_t depth);

static int32_t tuples_equal(const Obj *a, const Obj *b, int32_t depth) {
  const Type *x = AT(Type, a->type), *y = AT(Type, b->type);
  if (x->nslots != y->nslots) return 0;
  if (depth > NESTING_MAX) {
    too_deep();
    return 0;
  }
  for (uint32_t i = 0; i < x->nslots; i++)
    if (!equal_at(field((const uint8_t *)a, x->slots[i]), field((const uint8_t *)b, y->slots[i]), depth + 1)) return 0;
  return 1;
}

static int32_t equal_at(Value a, Value b, int32_t depth) {
  if (a.tag == TAG_REF && !a.payload) a.tag = TAG_NONE;
  if (b.tag == TAG_REF && !b.payload) b.tag = TAG_NONE;
  if (a.tag == TAG_NONE || b.tag == TAG_NONE) return a.tag == b.tag;
  if (a.tag == TAG_REF || b.tag == TAG_REF) {
    if (a.tag != b.tag) return 0;
    if (a.payload == b.payload) return 1;
    const Obj *x = AT(Obj, a.payload), *y = AT(Obj, b.payload);
    uint32_t kind = AT(Type, x->type)->kind;
    if (kind != AT(Type, y->type)->kind) return 0;
    switch ((enum TypeKind)kind) {
      case T_STR: return weft_str_eq((ref)a.payload, (ref)b.payload);
      case T_FIXED: return tuples_equal(x, y, depth);
      case T_LIST: case T_ARRAY: case T_DICT: case T_HANDLE: case T_EXC: return 0;
    }
    return 0;
  }
  if (a.tag != TAG_FLOAT && b.tag != TAG_FLOAT) return a.payload == b.payload;
  double x, y;
  memcpy(&x, &a.payload, 8);
  memcpy(&y, &b.payload, 8);
  if (a.tag == b.tag) return x == y;
  return a.tag == TAG_FLOAT ? weft_int_float_cmp((word)b.payload, x) == 0 : weft_int_float_cmp((word)a.payload, y) == 0;
}

int32_t hash_pair_equal(int32_t tag, uint64_t payload, int32_t other_tag, uint64_t other) {
  return equal_at((Value){tag, payload}, (Value){other_tag, other}, 0);
}
