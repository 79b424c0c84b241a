/* Hashing and equality of values with a tag, and of what they are nested in: see hash.h. */
#include "key.h"
#include "list.h"
#include "set.h"

enum { NESTING_MAX = 100 }; /* of tuples in tuples: bounds the C stack */
#define HASH_NONE 0xfca86420

/* A float that is no whole number of 64 bits: m * 2^e modulo 2^61 - 1, where multiplying by 2 turns the bits. */
int64_t hash_fraction(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  uint64_t m = bits & 0xfffffffffffffu, prime = ((uint64_t)1 << 61) - 1;
  int32_t e = (int32_t)(bits >> 52 & 0x7ff);
  if (e == 0x7ff) return m ? 0 : x > 0 ? 314159 : -314159;
  if (e) m |= (uint64_t)1 << 52;
  else e = 1;
  uint32_t turn = (uint32_t)((e - 1075 + 61 * 20) % 61);
  m = (m << turn & prime) | m >> (61 - turn);
  if (m == prime) m = 0;
  int64_t h = x < 0 ? -(int64_t)m : (int64_t)m;
  return h == -1 ? -2 : h;
}

static inline int32_t is_text(ref r) { return r && AT(Obj, r)->type == REF(&weft_type_str); }
static void too_deep(void) { weft_raise(&weft_type_RecursionError, "maximum recursion depth exceeded in comparison"); }

/* Tuples are of known length, with a field for each item, or held like a list. */
typedef struct Items { const uint8_t *data; const uint16_t *slots; uint32_t count, slot, stride; } Items;

static Items items_of(const Obj *tuple) {
  const Type *type = AT(Type, tuple->type);
  if (type->kind == T_FIXED) return (Items){(const uint8_t *)tuple, type->slots, type->nslots, 0, 0};
  const List *list = (const List *)tuple;
  return (Items){list_data(list), 0, list->len, type->elem, slot_bytes(type->elem)};
}
static inline const uint8_t *field_at(const Obj *tuple, uint16_t slot) {
  return (const uint8_t *)tuple + (slot >> 3) * 4;
}
static inline Value item_at(const Items *items, uint32_t i) {
  if (!items->slots) return value_at(items->data + (size_t)i * items->stride, items->slot);
  return value_at(items->data + (items->slots[i] >> 3) * 4, items->slots[i] & 7);
}

/* xxHash, of the items' hashes. */
#define PRIME_1 11400714785074694791u
#define PRIME_2 14029467366897019727u
#define PRIME_5 2870177450012600261u
static inline uint64_t mix(uint64_t total, int64_t hash) {
  total += (uint64_t)hash * PRIME_2;
  return (total << 31 | total >> 33) * PRIME_1;
}
static inline int64_t mixed(uint64_t total, uint32_t count) {
  total += count ^ (PRIME_5 ^ 3527539u);
  return total == (uint64_t)-1 ? 1546275796 : (int64_t)total;
}

/* Most fields are ints and texts. Others go through a Value, which C passes in memory: that takes longer than the
 * rest. */
static NOINLINE int64_t hash_other(const uint8_t *at, uint32_t slot, int32_t depth) {
  return hash_nested(value_at(at, slot), depth);
}
static NOINLINE int32_t same_other(const uint8_t *x, const uint8_t *y, uint32_t slot, int32_t depth) {
  return hash_equal_nested(value_at(x, slot), value_at(y, slot), depth);
}

int64_t hash_fixed(const Obj *tuple, const Type *type, int32_t depth) {
  uint64_t total = PRIME_5;
  for (uint32_t i = 0; i < type->nslots; i++) {
    const uint8_t *at = field_at(tuple, type->slots[i]);
    uint32_t slot = type->slots[i] & 7;
    int64_t hash;
    if (slot == SLOT_INT) hash = hash_int((int64_t)load8(at));
    else if (slot == SLOT_REF && is_text(load4(at))) hash = key_hash_str(load4(at));
    else hash = hash_other(at, slot, depth + 1);
    total = mix(total, hash);
  }
  return mixed(total, type->nslots);
}

int32_t hash_same_fixed(const Obj *a, const Obj *b, const Type *type, int32_t depth) {
  for (uint32_t i = 0; i < type->nslots; i++) {
    const uint8_t *x = field_at(a, type->slots[i]), *y = field_at(b, type->slots[i]);
    uint32_t slot = type->slots[i] & 7;
    if (slot == SLOT_INT) {
      if (load8(x) != load8(y)) return 0;
    } else if (slot == SLOT_REF && is_text(load4(x)) && is_text(load4(y))) {
      if (load4(x) != load4(y) && !weft_str_eq(load4(x), load4(y))) return 0;
    } else if (!same_other(x, y, slot, depth + 1)) {
      return 0;
    }
  }
  return 1;
}

static int64_t hash_tuple(const Obj *tuple, int32_t depth) {
  if (depth > NESTING_MAX) {
    too_deep();
    return 0;
  }
  const Type *type = AT(Type, tuple->type);
  if (type->kind == T_FIXED) return hash_fixed(tuple, type, depth);
  uint64_t total = PRIME_5;
  Items items = items_of(tuple);
  for (uint32_t i = 0; i < items.count; i++) total = mix(total, hash_nested(item_at(&items, i), depth + 1));
  return mixed(total, items.count);
}

int64_t hash_nested(Value v, int32_t depth) {
  switch (v.tag) {
    case TAG_BOOL: case TAG_INT: return hash_int((int64_t)v.payload);
    case TAG_FLOAT: {
      double x;
      memcpy(&x, &v.payload, 8);
      return hash_float(x);
    }
    case TAG_REF: {
      if (!v.payload) return HASH_NONE;
      const Type *type = AT(Type, AT(Obj, v.payload)->type);
      switch ((enum TypeKind)type->kind) { /* no table: keys that are tuples would take a sixth longer */
        case T_STR: return str_hash(AT(Str, v.payload));
        case T_FIXED: case T_LIST: return hash_tuple(AT(Obj, v.payload), depth);
        case T_SET: return part_set_hash((ref)v.payload);
        case T_ARRAY: case T_DICT: case T_HANDLE: case T_EXC: break;
      }
      return 0; /* by identity: addresses move, so all are alike */
    }
    default: return HASH_NONE;
  }
}

int64_t hash_value(Value v) { return hash_nested(v, 0); }

/* A number of 64 bits as an int word: the same where it fits. */
static inline word as_word(int64_t h) { return (word)((uint64_t)h << 2) >> 2; }

int64_t weft_hash(ref r) { return as_word(hash_value((Value){TAG_REF, r})); }

int64_t weft_hash_items(ref hashes) {
  const List *list = AT(List, hashes);
  uint64_t total = PRIME_5;
  for (uint32_t i = 0; i < list->len; i++) {
    word h;
    memcpy(&h, list_data(list) + (size_t)i * 8, 8);
    total = mix(total, h);
  }
  return as_word(mixed(total, list->len));
}

static int32_t tuples_equal(const Obj *a, const Obj *b, int32_t depth) {
  if (depth > NESTING_MAX) {
    too_deep();
    return 0;
  }
  const Type *type = AT(Type, a->type);
  if (a->type == b->type && type->kind == T_FIXED) return hash_same_fixed(a, b, type, depth);
  Items x = items_of(a), y = items_of(b);
  if (x.count != y.count) return 0;
  for (uint32_t i = 0; i < x.count; i++)
    if (!hash_equal_nested(item_at(&x, i), item_at(&y, i), depth + 1)) return 0;
  return 1;
}

int32_t hash_equal_nested(Value a, Value b, int32_t depth) {
  if (a.tag == TAG_REF && !a.payload) a.tag = TAG_NONE;
  if (b.tag == TAG_REF && !b.payload) b.tag = TAG_NONE;
  if (a.tag == TAG_NONE || b.tag == TAG_NONE) return a.tag == b.tag;
  if (a.tag == TAG_REF || b.tag == TAG_REF) {
    if (a.tag != b.tag) return 0;
    if (a.payload == b.payload) return 1;
    const Obj *x = AT(Obj, a.payload), *y = AT(Obj, b.payload);
    const Type *p = AT(Type, x->type), *q = AT(Type, y->type);
    switch ((enum TypeKind)p->kind) {
      case T_STR: return q->kind == T_STR && weft_str_eq((ref)a.payload, (ref)b.payload);
      /* tuples, or objects of a class that derives from tuple: no other list is a key */
      case T_FIXED: case T_LIST: return (q->kind == T_FIXED || q->kind == T_LIST) && tuples_equal(x, y, depth);
      case T_SET: return q->kind == T_SET && part_set_equal((ref)a.payload, (ref)b.payload, depth);
      case T_ARRAY: case T_DICT: case T_HANDLE: case T_EXC: return 0;
    }
    return 0;
  }
  if (a.tag != TAG_FLOAT && b.tag != TAG_FLOAT) return a.payload == b.payload;
  double x, y;
  memcpy(&x, &a.payload, 8);
  memcpy(&y, &b.payload, 8);
  if (a.tag == b.tag) return same_float(x, y);
  return a.tag == TAG_FLOAT ? weft_int_float_cmp((word)b.payload, x) == 0 : weft_int_float_cmp((word)a.payload, y) == 0;
}

int32_t hash_equal(Value a, Value b) { return hash_equal_nested(a, b, 0); }
