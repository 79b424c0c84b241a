/* Dictionaries: insertion-ordered entries and an index of their numbers (Raymond Hettinger's compact dict).
 *
 * Invariants
 * - entries: an Array of `capacity` records {state, key, value} at layout_of's offsets, the first `fill` in use.
 *   state is the key's hash with LIVE set; else the entry is deleted, and all its bytes are 0, but for the first's
 *   state: how many are deleted at the start, lest who takes the first entry again and again goes past all of them
 *   each time. The last in use is never deleted.
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

static inline DictLayout layout(uint32_t key, uint32_t value) {
  if (key <= 4) return (DictLayout){8 + ALIGN8(value), 4, 8};
  if (value <= 4) return (DictLayout){8 + key, 8, 4};
  return (DictLayout){8 + key + ALIGN8(value), 8, 8 + key};
}
static inline const Type *dict_type(const Dict *d) { return AT(Type, d->type); }
static inline DictLayout layout_of(const Type *type) { return layout(slot_bytes(type->elem), slot_bytes(type->value)); }

static inline uint8_t *entries_of(const Dict *d) { return AT(Array, d->entries)->data; }
static inline uint32_t *index_of(const Dict *d) { return (uint32_t *)(void *)AT(Array, d->index)->data; }

/* A value's slot, as a distance from the Array: the same wherever the dict moves. */
enum { DATA = sizeof(Array) };
static inline uint32_t slot_of(DictLayout l, uint32_t entry) { return DATA + entry * l.stride + l.value; }
static inline uint32_t entry_of(DictLayout l, uint32_t slot) { return (slot - DATA - l.value) / l.stride; }

static inline int is_live(const uint8_t *entry) { return (load4(entry) & LIVE) != 0; }
static inline uint32_t deleted_at_start(const Dict *d) { return is_live(entries_of(d)) ? 0 : load4(entries_of(d)); }

/* Word by word: a memcpy of a variable few bytes is a call of the engine's. */
static inline void copy_entry(uint8_t *to, const uint8_t *from, uint32_t stride) {
  for (uint32_t at = 0; at < stride; at += 8) {
    uint64_t word = load8(from + at);
    memcpy(to + at, &word, 8);
  }
}

/* Volatile, or the compiler makes the same call of it. */
static inline void clear_entry(uint8_t *entry, uint32_t stride) {
  for (uint32_t at = 0; at < stride; at += 8) *(volatile uint64_t *)(void *)(entry + at) = 0;
}

/* Where the index is looked at, one place after the other. */
typedef struct Probe { uint32_t mask, perturb, i; } Probe;
static inline Probe probe_first(const Dict *d, uint32_t state) {
  uint32_t mask = d->index_size - 1, perturb = state & ~LIVE;
  return (Probe){mask, perturb, perturb & mask};
}
static inline void probe_next(Probe *p) {
  p->perturb >>= 5;
  p->i = (p->i * 5 + p->perturb + 1) & p->mask;
}

/* --- kinds of keys ------------------------------------------------------------------------------------------------ */

/* What is known of the keys where a look-up is compiled: a copy for each of these, all in one piece. A switch for each
 * part would take as long as the look-up. */
typedef struct Keys {
  uint32_t bytes;
  uint32_t (*state)(uint64_t payload, int32_t tag);
  int32_t (*same)(const uint8_t *at, uint64_t payload, int32_t tag);
} Keys;

static inline uint32_t state_of_hash(word hash) { return hash_fold(hash) | LIVE; }
/* Among floats alone the hash need not be that of equal numbers of other kinds. */
static inline uint32_t fold_float(double x) {
  uint64_t bits;
  x += 0.0; /* -0.0 is 0.0 */
  memcpy(&bits, &x, 8);
  if (x >= -9e18 && x <= 9e18 && (double)(int64_t)x == x) return hash_fold((int64_t)x);
  return (uint32_t)(bits * 0x9e3779b97f4a7c15u >> 32);
}
static inline uint32_t int_state(uint64_t x, int32_t tag) { return (void)tag, state_of_hash((word)x); }
static inline uint32_t str_state(uint64_t s, int32_t tag) { return (void)tag, key_hash_str((ref)s) | LIVE; }
static inline uint32_t float_state(uint64_t x, int32_t tag) { return (void)tag, fold_float(as_float(x)) | LIVE; }
static inline uint32_t bool_state(uint64_t x, int32_t tag) { return (void)tag, (uint32_t)x | LIVE; }
static inline uint32_t tuple_state(uint64_t r, int32_t tag) {
  return (void)tag, state_of_hash(key_hash_nested((ref)r));
}
static inline uint32_t pair_state(uint64_t x, int32_t tag) { return state_of_hash(hash_value((Value){tag, x})); }

static const Keys INTS = {8, int_state, same_int}, STRS = {4, str_state, same_str},
                  FLOATS = {8, float_state, same_number}, BOOLS = {4, bool_state, same_small},
                  TUPLES = {4, tuple_state, same_nested}, PAIRS = {16, pair_state, same_pair};

/* The number of the key's entry, or NOWHERE. */
static ALWAYS_INLINE uint32_t search(const Dict *d, const Keys *keys, DictLayout l, uint32_t state, uint64_t payload,
                                     int32_t tag) {
  if (!d->len) return NOWHERE;
  const uint8_t *entries = entries_of(d);
  if (!d->index) {
    for (uint32_t e = 0; e < d->fill; e++, entries += l.stride)
      if (load4(entries) == state && keys->same(entries + l.key, payload, tag)) return e;
    return NOWHERE;
  }
  const uint32_t *index = index_of(d);
  for (Probe p = probe_first(d, state);; probe_next(&p)) {
    uint32_t e = index[p.i];
    if (e == FREE) return NOWHERE;
    if (e == GONE) continue;
    const uint8_t *entry = entries + (size_t)(e - 1) * l.stride;
    if (load4(entry) == state && keys->same(entry + l.key, payload, tag)) return e - 1;
  }
}

/* Enters an entry's number in the first place that is free for its state. */
static inline void enter(Dict *d, uint32_t state, uint32_t entry) {
  uint32_t *index = index_of(d);
  Probe p = probe_first(d, state);
  while (index[p.i] != FREE && index[p.i] != GONE) probe_next(&p);
  index[d->index_size] += index[p.i] == FREE;
  index[p.i] = entry + 1;
}

static void enter_all(Dict *d, uint32_t stride) {
  memset(index_of(d), 0, ((size_t)d->index_size + 1) * 4);
  const uint8_t *entry = entries_of(d);
  for (uint32_t e = 0; e < d->fill; e++, entry += stride)
    if (is_live(entry)) enter(d, load4(entry), e);
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
      if (!is_live(from)) continue;
      copy_entry(to, from, l.stride);
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

/* A new entry, its value zero: its number, or NOWHERE after MemoryError was raised. */
static NOINLINE uint32_t append(Dict *d, uint32_t state, uint64_t payload, int32_t tag) {
  const Type *type = dict_type(d);
  DictLayout l = layout_of(type);
  if (d->fill == d->capacity && !rebuild(d, d->len < SCAN_MAX ? SCAN_MAX : (uint64_t)d->len * 2)) return NOWHERE;
  uint32_t e = d->fill++;
  uint8_t *entry = entries_of(d) + (size_t)e * l.stride;
  memcpy(entry, &state, 4);
  key_store(entry + l.key, type->elem, payload, tag);
  d->len++;
  d->version++;
  if (d->index) {
    if (index_of(d)[d->index_size] >= d->index_size - d->index_size / 4) enter_all(d, l.stride); /* too many GONE */
    else enter(d, state, e);
  }
  return e;
}

/* --- one key ------------------------------------------------------------------------------------------------------ */

static ALWAYS_INLINE uint32_t find(ref r, const Keys *keys, uint64_t payload, int32_t tag) {
  const Dict *d = AT(Dict, r);
  DictLayout l = layout(keys->bytes, slot_bytes(dict_type(d)->value));
  uint32_t e = search(d, keys, l, keys->state(payload, tag), payload, tag);
  return e == NOWHERE ? 0 : slot_of(l, e);
}

static ALWAYS_INLINE uint32_t put(ref r, const Keys *keys, uint64_t payload, int32_t tag, int32_t found) {
  if (found > 0) return (uint32_t)found;
  Dict *d = AT(Dict, r);
  DictLayout l = layout(keys->bytes, slot_bytes(dict_type(d)->value));
  uint32_t state = keys->state(payload, tag), e = found ? search(d, keys, l, state, payload, tag) : NOWHERE;
  if (e == NOWHERE && (e = append(d, state, payload, tag)) == NOWHERE) return 0;
  return slot_of(l, e);
}

#define LOOK_UPS(NAME, KEYS)                                                                             \
  uint32_t weft_dict_find_##NAME(ref d, uint64_t key, int32_t tag) { return find(d, &KEYS, key, tag); }  \
  uint32_t weft_dict_put_##NAME(ref d, uint64_t key, int32_t tag, int32_t found) {                       \
    return put(d, &KEYS, key, tag, found);                                                               \
  }
LOOK_UPS(int, INTS)
LOOK_UPS(str, STRS)
LOOK_UPS(tuple, TUPLES)

uint32_t weft_dict_find(ref d, uint64_t key, int32_t tag) {
  switch ((enum KeyKind)dict_type(AT(Dict, d))->key) {
    case KEY_INT: return weft_dict_find_int(d, key, tag);
    case KEY_STR: return weft_dict_find_str(d, key, tag);
    case KEY_TUPLE: return weft_dict_find_tuple(d, key, tag);
    case KEY_FLOAT: return find(d, &FLOATS, key, tag);
    case KEY_BOOL: return find(d, &BOOLS, key, tag);
    case KEY_PAIR: return find(d, &PAIRS, key, tag);
    case KEY_OBJECT: break;
  }
  return 0;
}

uint32_t weft_dict_put(ref d, uint64_t key, int32_t tag, int32_t found) {
  switch ((enum KeyKind)dict_type(AT(Dict, d))->key) {
    case KEY_INT: return weft_dict_put_int(d, key, tag, found);
    case KEY_STR: return weft_dict_put_str(d, key, tag, found);
    case KEY_TUPLE: return weft_dict_put_tuple(d, key, tag, found);
    case KEY_FLOAT: return put(d, &FLOATS, key, tag, found);
    case KEY_BOOL: return put(d, &BOOLS, key, tag, found);
    case KEY_PAIR: return put(d, &PAIRS, key, tag, found);
    case KEY_OBJECT: break;
  }
  return 0;
}

void weft_dict_erase(ref r, uint32_t slot) {
  Dict *d = AT(Dict, r);
  DictLayout l = layout_of(dict_type(d));
  uint8_t *entries = entries_of(d);
  uint32_t e = entry_of(l, slot), stride = l.stride;
  if (d->index) {
    uint32_t *index = index_of(d);
    Probe p = probe_first(d, load4(entries + (size_t)e * stride));
    while (index[p.i] != e + 1) probe_next(&p);
    index[p.i] = GONE;
  }
  uint32_t start = deleted_at_start(d);
  clear_entry(entries + (size_t)e * stride, stride);
  d->len--;
  d->version++;
  if (e == d->fill - 1)
    while (d->fill && !is_live(entries + (size_t)(d->fill - 1) * stride)) d->fill--;
  if (e != start) return;
  while (start < d->fill && !is_live(entries + (size_t)start * stride)) start++;
  memcpy(entries, &start, 4);
}

/* Keys of KEY_OBJECT are compared by compiled code, which asks for the entries of their hash one by one. A place is an
 * entry's number, or with an index the perturbation above the index's position; any change of the dict ends the
 * search. */
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
  Probe p = probe_first(d, state);
  if (place >= 0) {
    p.perturb = (uint32_t)(place >> 32);
    p.i = (uint32_t)place;
    probe_next(&p);
  }
  for (;; probe_next(&p)) {
    if (index[p.i] == FREE) return -1;
    if (index[p.i] != GONE && load4(entries + (size_t)(index[p.i] - 1) * stride) == state)
      return (word)p.perturb << 32 | p.i;
  }
}

static inline uint32_t entry_at(const Dict *d, word place) {
  return d->index ? index_of(d)[(uint32_t)place] - 1 : (uint32_t)place;
}
int64_t weft_dict_position(ref r, int64_t place) { return (word)entry_at(AT(Dict, r), place); }

int64_t weft_dict_append(ref r, int64_t hash, uint64_t payload, int32_t tag) {
  uint32_t e = append(AT(Dict, r), state_of_hash(hash), payload, tag);
  return e == NOWHERE ? -1 : (word)e;
}

int64_t weft_dict_next(ref r, int64_t position) {
  Dict *d = AT(Dict, r);
  if (position >= d->fill) return -1;
  if (d->len == d->fill) return position;
  uint32_t stride = layout_of(dict_type(d)).stride;
  uint32_t start = deleted_at_start(d);
  if (position < start) position = start;
  const uint8_t *entry = entries_of(d) + (size_t)position * stride;
  while (!is_live(entry)) entry += stride, position++; /* the last in use is never deleted */
  return position;
}

int64_t weft_dict_last(ref r) { return (word)AT(Dict, r)->fill - 1; }

uint32_t weft_dict_key_at(ref r, int64_t position) {
  Dict *d = AT(Dict, r);
  DictLayout l = layout_of(dict_type(d));
  return REF(entries_of(d) + (size_t)position * l.stride + l.key);
}

uint32_t weft_dict_value_at(ref r, int64_t position) {
  return slot_of(layout_of(dict_type(AT(Dict, r))), (uint32_t)position);
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
    Value value = value_at(PTR(x->entries + weft_dict_value_at(a, at)), p->value);
    if (!hash_equal(value, value_at(PTR(y->entries + found), q->value))) return 0;
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
