/* Dictionaries: insertion-ordered entries and an index of their numbers (Raymond Hettinger's compact dict).
 *
 * Invariants
 * - entries: an Array of `capacity` records {state, key, value} at layout_of's offsets, the first `fill` in use.
 *   state is the key's hash with LIVE set, or 0: a deleted entry, whose bytes are all 0. The last in use is never
 *   deleted.
 * - index: 0 up to SCAN_MAX entries, which are searched one by one; else an Array of index_size (a power of two)
 *   numbers, entry + 1, FREE or GONE, and one word more: how many aren't FREE. Probing is CPython's, so small ints sit
 *   in order.
 * - version changes whenever an entry comes or goes. Rebuilding keeps the order and drops deleted entries.
 */
#include "dict.h"
#include "copier.h"
#include "key.h"
#include "list.h"

enum { SCAN_MAX = 8, FREE = 0 };
#define LIVE 0x80000000u
#define GONE 0xffffffffu
#define NOWHERE 0xffffffffu

/* An entry's bytes, and where its key and value are. */
typedef struct DictLayout { uint32_t stride, key, value; } DictLayout;

static DictLayout layout_of(const Type *type) {
  uint32_t key = slot_bytes(type->elem), value = slot_bytes(type->value);
  DictLayout l;
  if (key <= 4) {
    l.key = 4;
    l.value = 8;
    l.stride = 8 + ALIGN8(value);
  } else {
    l.key = 8;
    l.value = value <= 4 ? 4 : 8 + key;
    l.stride = value <= 4 ? 8 + key : 8 + key + ALIGN8(value);
  }
  return l;
}

static inline const Type *dict_type(const Dict *d) { return AT(Type, d->type); }
static inline uint8_t *entries_of(const Dict *d) { return AT(Array, d->entries)->data; }
static inline uint32_t *index_of(const Dict *d) { return (uint32_t *)(void *)AT(Array, d->index)->data; }
/* Among floats alone the hash need not be that of equal numbers of other kinds. */
static inline uint32_t fold_float(double x) {
  uint64_t bits;
  x += 0.0; /* -0.0 is 0.0 */
  memcpy(&bits, &x, 8);
  if (x >= -9e18 && x <= 9e18 && (double)(int64_t)x == x) return hash_fold((int64_t)x);
  return (uint32_t)(bits * 0x9e3779b97f4a7c15u >> 32);
}

typedef struct Key { uint64_t payload; int32_t tag; uint32_t state; } Key;

static inline Key make_key(uint32_t kind, uint64_t payload, int32_t tag) {
  Key k = {payload, tag, 0};
  switch (kind) {
    case KEY_INT: k.state = hash_fold((int64_t)payload); break;
    case KEY_STR: k.state = str_hash(AT(Str, payload)); break;
    case KEY_FLOAT: k.state = fold_float(as_float(payload)); break;
    case KEY_BOOL: k.state = (uint32_t)payload; break;
    case KEY_TUPLE:
      k.tag = TAG_REF;
      k.state = hash_fold(key_hash_nested((ref)payload));
      break;
    default: k.state = hash_fold(hash_value((Value){tag, payload}));
  }
  k.state |= LIVE;
  return k;
}

/* The number of the key's entry, or NOWHERE; *place: where in the index. */
#define SEARCH(NAME, SAME)                                                                                     \
  static inline uint32_t NAME(const Dict *d, DictLayout l, const Key *k, uint32_t *place) {                    \
    const uint8_t *entries = entries_of(d);                                                                    \
    if (!d->index) {                                                                                           \
      for (uint32_t e = 0; e < d->fill; e++, entries += l.stride)                                              \
        if (load4(entries) == k->state && SAME(entries + l.key, k->payload, k->tag)) return e;              \
      return NOWHERE;                                                                                          \
    }                                                                                                          \
    const uint32_t *index = index_of(d);                                                                       \
    uint32_t mask = d->index_size - 1, perturb = k->state & ~LIVE, i = perturb & mask;                         \
    for (;;) {                                                                                                 \
      uint32_t e = index[i];                                                                                   \
      if (e == FREE) return NOWHERE;                                                                           \
      if (e != GONE) {                                                                                         \
        const uint8_t *entry = entries + (size_t)(e - 1) * l.stride;                                           \
        if (load4(entry) == k->state && SAME(entry + l.key, k->payload, k->tag)) {                          \
          *place = i;                                                                                          \
          return e - 1;                                                                                        \
        }                                                                                                      \
      }                                                                                                        \
      perturb >>= 5;                                                                                           \
      i = (i * 5 + perturb + 1) & mask;                                                                        \
    }                                                                                                          \
  }
SEARCH(search_int, same_int)
SEARCH(search_str, same_str)
SEARCH(search_small, same_small)
SEARCH(search_float, same_number)
SEARCH(search_nested, same_nested)
SEARCH(search_pair, same_pair)

static inline uint32_t search(const Dict *d, uint32_t kind, DictLayout l, const Key *k, uint32_t *place) {
  if (!d->len) return NOWHERE;
  switch (kind) {
    case KEY_INT: return search_int(d, l, k, place);
    case KEY_STR: return search_str(d, l, k, place);
    case KEY_FLOAT: return search_float(d, l, k, place);
    case KEY_BOOL: return search_small(d, l, k, place);
    case KEY_TUPLE: return search_nested(d, l, k, place);
    default: return search_pair(d, l, k, place);
  }
}

/* Enters an entry's number in the first place that is free for its state. */
static inline void enter(Dict *d, uint32_t state, uint32_t entry) {
  uint32_t *index = index_of(d), mask = d->index_size - 1, perturb = state & ~LIVE, i = perturb & mask;
  while (index[i] != FREE && index[i] != GONE) {
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
  index[d->index_size] += index[i] == FREE;
  index[i] = entry + 1;
}

static void enter_all(Dict *d, uint32_t stride) {
  memset(index_of(d), 0, ((size_t)d->index_size + 1) * 4);
  const uint8_t *entry = entries_of(d);
  for (uint32_t e = 0; e < d->fill; e++, entry += stride)
    if (load4(entry)) enter(d, load4(entry), e);
}

/* Storage for at least `wanted` entries, without the deleted ones; 0 after MemoryError was raised. */
static NOINLINE int32_t rebuild(Dict *d, uint64_t wanted) {
  DictLayout l = layout_of(dict_type(d));
  uint32_t size = 0;
  uint64_t capacity = SCAN_MAX;
  if (wanted > SCAN_MAX) {
    for (size = 16; (uint64_t)size * 2 / 3 < wanted && size < 1u << 30; size *= 2) {}
    capacity = (uint64_t)size * 2 / 3;
  }
  if (wanted > capacity || capacity * l.stride > 0x7fffff00u) {
    weft_raise_memory();
    return 0;
  }
  ref entries = weft_array_new((uint32_t)capacity * l.stride);
  ref index = !entries ? 0 : size ? weft_array_new((size + 1) * 4) : 0;
  if (!entries || (size && !index)) return 0;
  uint8_t *to = AT(Array, entries)->data;
  if (d->len == d->fill) {
    if (d->fill) memcpy(to, entries_of(d), (size_t)d->fill * l.stride);
  } else {
    const uint8_t *from = entries_of(d);
    for (uint32_t e = 0; e < d->fill; e++, from += l.stride) {
      if (!load4(from)) continue;
      memcpy(to, from, l.stride);
      to += l.stride;
    }
    d->fill = d->len;
  }
  d->entries = entries;
  d->index = index;
  d->index_size = size;
  d->capacity = (uint32_t)capacity;
  if (index) enter_all(d, l.stride);
  return 1;
}

ref weft_dict_new(uint32_t type, int64_t hint) {
  ref r = weft_alloc(AT(Type, type)->size);
  if (!r) return 0;
  Dict *d = AT(Dict, r);
  d->type = type;
  if (hint > 0 && !rebuild(d, (uint64_t)hint)) return 0;
  return r;
}

uint32_t weft_dict_find(ref r, uint64_t payload, int32_t tag) {
  Dict *d = AT(Dict, r);
  if (!d->len) return 0;
  const Type *type = dict_type(d);
  uint32_t kind = type->key, place;
  DictLayout l = layout_of(type);
  Key k = make_key(kind, payload, tag);
  uint32_t e = search(d, kind, l, &k, &place);
  return e == NOWHERE ? 0 : REF(entries_of(d) + (size_t)e * l.stride + l.value);
}

/* A new entry, its value zero: its number, or NOWHERE after MemoryError was raised. */
static inline uint32_t append(Dict *d, DictLayout l, uint32_t slot, const Key *k) {
  if (d->fill == d->capacity && !rebuild(d, d->len < SCAN_MAX ? SCAN_MAX : (uint64_t)d->len * 2)) return NOWHERE;
  uint32_t e = d->fill++;
  uint8_t *entry = entries_of(d) + (size_t)e * l.stride;
  memcpy(entry, &k->state, 4);
  key_store(entry + l.key, slot, k->payload, k->tag);
  d->len++;
  d->version++;
  if (d->index) {
    if (index_of(d)[d->index_size] >= d->index_size - d->index_size / 4) enter_all(d, l.stride); /* too many GONE */
    else enter(d, k->state, e);
  }
  return e;
}

/* Deletes entry e, which the index names at `place`. */
static inline void erase(Dict *d, DictLayout l, uint32_t e, uint32_t place) {
  if (d->index) index_of(d)[place] = GONE;
  uint8_t *entries = entries_of(d);
  memset(entries + (size_t)e * l.stride, 0, l.stride);
  d->len--;
  d->version++;
  if (e == d->fill - 1)
    while (d->fill && !load4(entries + (size_t)(d->fill - 1) * l.stride)) d->fill--;
}

uint32_t weft_dict_put(ref r, uint64_t payload, int32_t tag) {
  Dict *d = AT(Dict, r);
  Worker *w = AT(Worker, weft_worker());
  const Type *type = dict_type(d);
  uint32_t kind = type->key, place;
  DictLayout l = layout_of(type);
  Key k = make_key(kind, payload, tag);
  uint32_t e = search(d, kind, l, &k, &place);
  w->outcome = e == NOWHERE;
  if (e == NOWHERE && (e = append(d, l, type->elem, &k)) == NOWHERE) return 0;
  return REF(entries_of(d) + (size_t)e * l.stride + l.value);
}

int32_t weft_dict_delete(ref r, uint64_t payload, int32_t tag) {
  Dict *d = AT(Dict, r);
  if (!d->len) return 0;
  const Type *type = dict_type(d);
  uint32_t kind = type->key, place = 0;
  DictLayout l = layout_of(type);
  Key k = make_key(kind, payload, tag);
  uint32_t e = search(d, kind, l, &k, &place);
  if (e == NOWHERE) return 0;
  erase(d, l, e, place);
  return 1;
}

/* Keys of KEY_OBJECT are compared by compiled code, which asks for the entries of their hash one by one. A place is an
 * entry's number, or with an index the perturbation above the index's position; any change of the dict ends the
 * search. */
static inline uint32_t state_of_hash(word hash) { return hash_fold(hash) | LIVE; }

int64_t weft_dict_probe(ref r, int64_t hash, int64_t place) {
  Dict *d = AT(Dict, r);
  if (!d->len) return -1;
  uint32_t state = state_of_hash(hash), stride = layout_of(dict_type(d)).stride;
  const uint8_t *entries = entries_of(d);
  if (!d->index) {
    for (place++; place < d->fill; place++)
      if (load4(entries + (size_t)place * stride) == state) return place;
    return -1;
  }
  const uint32_t *index = index_of(d);
  uint32_t mask = d->index_size - 1, perturb = place < 0 ? state & ~LIVE : (uint32_t)(place >> 32),
           i = place < 0 ? perturb & mask : (uint32_t)place;
  for (int next = place >= 0;; next = 1) {
    if (next) {
      perturb >>= 5;
      i = (i * 5 + perturb + 1) & mask;
    }
    if (index[i] == FREE) return -1;
    if (index[i] != GONE && load4(entries + (size_t)(index[i] - 1) * stride) == state)
      return (word)perturb << 32 | i;
  }
}

static inline uint32_t entry_at(const Dict *d, word place) {
  return d->index ? index_of(d)[(uint32_t)place] - 1 : (uint32_t)place;
}
int64_t weft_dict_position(ref r, int64_t place) { return (word)entry_at(AT(Dict, r), place); }

int64_t weft_dict_append(ref r, int64_t hash, uint64_t payload, int32_t tag) {
  Dict *d = AT(Dict, r);
  const Type *type = dict_type(d);
  Key k = {payload, tag, state_of_hash(hash)};
  uint32_t e = append(d, layout_of(type), type->elem, &k);
  return e == NOWHERE ? -1 : (word)e;
}

void weft_dict_erase(ref r, int64_t place) {
  Dict *d = AT(Dict, r);
  erase(d, layout_of(dict_type(d)), entry_at(d, place), (uint32_t)place);
}

int64_t weft_dict_next(ref r, int64_t position) {
  Dict *d = AT(Dict, r);
  if (position >= d->fill) return -1;
  if (d->len == d->fill) return position;
  uint32_t stride = layout_of(dict_type(d)).stride;
  const uint8_t *entry = entries_of(d) + (size_t)position * stride;
  while (!load4(entry)) entry += stride, position++; /* the last in use is never deleted */
  return position;
}

int64_t weft_dict_last(ref r) { return (word)AT(Dict, r)->fill - 1; }

uint32_t weft_dict_key_at(ref r, int64_t position) {
  Dict *d = AT(Dict, r);
  DictLayout l = layout_of(dict_type(d));
  return REF(entries_of(d) + (size_t)position * l.stride + l.key);
}

uint32_t weft_dict_value_at(ref r, int64_t position) {
  Dict *d = AT(Dict, r);
  DictLayout l = layout_of(dict_type(d));
  return REF(entries_of(d) + (size_t)position * l.stride + l.value);
}

void weft_dict_clear(ref r) {
  Dict *d = AT(Dict, r);
  d->len = d->entries = d->index = d->fill = d->capacity = d->index_size = 0;
  d->version++;
}

ref weft_dict_copy(ref r, uint32_t type) {
  Dict *from = AT(Dict, r);
  ref result = weft_dict_new(type, 0);
  if (!result || !from->len) return result;
  Dict *d = AT(Dict, result);
  d->len = from->len;
  d->fill = from->fill;
  d->entries = from->entries; /* until the next line makes its own */
  if (!rebuild(d, from->len)) return 0;
  return result;
}

uint32_t weft_dict_version(ref r) { return AT(Dict, r)->version; }

int32_t weft_dict_values_raw_eq(ref a, ref b) {
  Dict *x = AT(Dict, a), *y = AT(Dict, b);
  if (a == b) return 1;
  if (x->len != y->len) return 0;
  const Type *p = dict_type(x), *q = dict_type(y);
  for (word at = 0; (at = weft_dict_next(a, at)) >= 0; at++) {
    Value key = value_at(PTR(weft_dict_key_at(a, at)), p->elem);
    uint32_t found = weft_dict_find(b, key.payload, key.tag);
    if (!found) return 0;
    if (!hash_equal(value_at(PTR(weft_dict_value_at(a, at)), p->value), value_at(PTR(found), q->value))) return 0;
  }
  return 1;
}

void dict_scan(Copier *copier, const Type *type, uint32_t address) {
  Dict *d = PTR(address);
  copier_slot(copier, SLOT_REF, &d->entries);
  copier_slot(copier, SLOT_REF, &d->index);
  if (!d->entries) return;
  DictLayout layout = layout_of(type);
  uint16_t slots[] = {(uint16_t)(layout.key / 4 << 3 | type->elem), (uint16_t)(layout.value / 4 << 3 | type->value)};
  copier_records(copier, REF(entries_of(d)), d->fill, layout.stride, slots, 2); /* a deleted one is all zero */
}
