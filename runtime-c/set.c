/* Sets and frozensets: a table of hashed keys, whose order is that of CPython 3.13 (facts of its setobject).
 *
 * Invariants
 * - table: an Array of mask + 1 entries {state, key}, or 0 while nothing has come in; mask + 1 is a power of two, 8 at
 *   least. state is the key's hash + 1; 0: unused; GONE: a key was here. The bytes of a key that isn't there are 0.
 * - fill counts the entries that aren't unused, len those with a key. A gone one is used again by a key whose search
 *   went past it.
 * - A key is found by looking at 10 entries in a row, if so many follow, else at one, then at another place that the
 *   hash's higher bits choose; an unused entry ends the search. There always is one: fill * 5 < mask * 3 + 5.
 * - finger: where pop() looks first. version changes whenever an entry comes, goes or moves.
 */
#include "set.h"
#include "copier.h"
#include "key.h"
#include "list.h"

enum { SIZE_MIN = 8, IN_A_ROW = 9, SHIFT = 5, LARGE_SET = 50000, KEY_AT = 8 };
#define GONE ((uint64_t)1 << 63)
#define NOWHERE 0xffffffffu

static inline const Type *set_type(const Set *s) { return AT(Type, s->type); }
static inline uint32_t stride_of(const Type *type) { return KEY_AT + ALIGN8(slot_bytes(type->elem)); }
static inline uint8_t *table_of(const Set *s) { return AT(Array, s->table)->data; }
static inline uint8_t *entry_at(const Set *s, uint32_t at) {
  return table_of(s) + (size_t)at * stride_of(set_type(s));
}
static inline int is_live(uint64_t state) { return (state & ~GONE) != 0; }

/* No key has a state that means something else. */
static inline uint64_t state_of(int64_t hash) {
  uint64_t state = (uint64_t)hash + 1;
  if (LIKELY(is_live(state))) return state;
  return state ? GONE + 1 : (uint64_t)-1;
}

typedef struct Key { uint64_t payload, state; int32_t tag; } Key;

static ALWAYS_INLINE Key make_key(uint32_t kind, uint64_t payload, int32_t tag) {
  int64_t hash;
  switch (kind) {
    case KEY_INT: hash = hash_int((int64_t)payload); break;
    case KEY_STR: hash = key_hash_str((ref)payload); break;
    case KEY_FLOAT: hash = hash_float(as_float(payload)); break;
    case KEY_BOOL: hash = (int64_t)payload; break;
    case KEY_TUPLE:
      tag = TAG_REF;
      hash = key_hash_nested((ref)payload);
      break;
    default: hash = hash_value((Value){tag, payload});
  }
  return (Key){payload, state_of(hash), tag};
}

static inline int32_t same_never(const uint8_t *at, uint64_t payload, int32_t tag) {
  return (void)at, (void)payload, (void)tag, 0;
}

/* The number of the key's entry; or, as ~number, of that where it belongs: the last gone one on the way, else the
 * unused one. There is a table. */
#define SEARCH(NAME, SAME)                                                                                     \
  static ALWAYS_INLINE int32_t NAME(const Set *s, uint32_t stride, const Key *k) {                             \
    const uint8_t *table = table_of(s);                                                                        \
    uint64_t perturb = k->state - 1;                                                                           \
    uint32_t mask = s->mask, i = (uint32_t)perturb & mask, gone = NOWHERE;                                     \
    for (;;) {                                                                                                 \
      const uint8_t *entry = table + (size_t)i * stride;                                                       \
      uint32_t last = i + IN_A_ROW <= mask ? i + IN_A_ROW : i;                                                 \
      for (uint32_t at = i; at <= last; at++, entry += stride) {                                               \
        uint64_t state = load8(entry);                                                                         \
        if (state == k->state && SAME(entry + KEY_AT, k->payload, k->tag)) return (int32_t)at;                 \
        if (!state) return ~(int32_t)(gone == NOWHERE ? at : gone);                                            \
        if (state == GONE) gone = at;                                                                          \
      }                                                                                                        \
      perturb >>= SHIFT;                                                                                       \
      i = (i * 5 + 1 + (uint32_t)perturb) & mask;                                                              \
    }                                                                                                          \
  }
SEARCH(search_int, same_int)
SEARCH(search_bool, same_small)
SEARCH(search_str, same_str)
SEARCH(search_float, same_number)
SEARCH(search_nested, same_nested)
SEARCH(search_pair, same_pair)
SEARCH(search_unused, same_never)

static NOINLINE int32_t search(const Set *s, uint32_t stride, const Key *k) {
  switch (set_type(s)->key) {
    case KEY_INT: return search_int(s, stride, k);
    case KEY_STR: return search_str(s, stride, k);
    case KEY_FLOAT: return search_float(s, stride, k);
    case KEY_BOOL: return search_bool(s, stride, k);
    case KEY_TUPLE: return search_nested(s, stride, k);
    default: return search_pair(s, stride, k);
  }
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* Gives the set a new table, empty, of that many entries; 0 after MemoryError was raised. */
static int32_t make_table(Set *s, uint64_t size) {
  uint64_t bytes = size * stride_of(set_type(s));
  if (bytes > 0x7fffff00u) {
    weft_raise_memory();
    return 0;
  }
  ref table = weft_array_new((uint32_t)bytes);
  if (!table) return 0;
  s->table = table;
  s->mask = (uint32_t)size - 1;
  s->fill = s->len = 0;
  return 1;
}

/* Puts in an entry whose key isn't there, into a table without gone ones. */
static inline void enter(Set *s, const uint8_t *entry, uint32_t stride) {
  Key k = {.state = load8(entry)};
  memcpy(table_of(s) + (size_t)(uint32_t)~search_unused(s, stride, &k) * stride, entry, stride);
  s->fill++;
  s->len++;
}

static void enter_all(Set *s, const uint8_t *entries, uint32_t count, uint32_t stride) {
  for (; count--; entries += stride)
    if (is_live(load8(entries))) enter(s, entries, stride);
}

/* A table of more than `wanted` entries; 0 after MemoryError was raised. */
static NOINLINE int32_t resize(Set *s, uint64_t wanted) {
  uint64_t size = SIZE_MIN;
  while (size <= wanted) size *= 2;
  ref before = s->table;
  uint32_t count = s->mask + 1;
  if (!make_table(s, size)) return 0;
  if (before) enter_all(s, AT(Array, before)->data, count, stride_of(set_type(s)));
  s->version++;
  return 1;
}
static inline int32_t grow(Set *s) { return resize(s, (uint64_t)s->len * (s->len > LARGE_SET ? 2 : 4)); }
static inline int is_full(const Set *s, uint64_t more) { return (s->fill + more) * 5 >= (uint64_t)s->mask * 3; }

static inline int32_t has_table(Set *s) { return LIKELY(s->table != 0) || make_table(s, (uint64_t)s->mask + 1); }

/* The key comes into entry `at`, which has none. 0 after MemoryError was raised. */
static inline int32_t insert(Set *s, const Type *type, uint32_t stride, uint32_t at, const Key *k) {
  uint8_t *entry = table_of(s) + (size_t)at * stride;
  int was_gone = load8(entry) == GONE;
  memcpy(entry, &k->state, 8);
  key_store(entry + KEY_AT, type->elem, k->payload, k->tag);
  s->len++;
  s->version++;
  if (was_gone) return 1;
  s->fill++;
  return LIKELY(!is_full(s, 0)) || grow(s);
}

static inline void erase(Set *s, uint32_t stride, uint32_t at) {
  uint8_t *entry = table_of(s) + (size_t)at * stride;
  uint64_t gone = GONE;
  memset(entry, 0, stride);
  memcpy(entry, &gone, 8);
  s->len--;
  s->version++;
}

/* --- one key ------------------------------------------------------------------------------------------------------ */

ref weft_set_new(uint32_t type) {
  ref r = weft_alloc(AT(Type, type)->size);
  if (!r) return 0;
  AT(Set, r)->type = type;
  AT(Set, r)->mask = SIZE_MIN - 1;
  return r;
}

/* A copy for each kind of key that most sets have, whose keys have room for 8 bytes; and one for any. */
typedef int32_t Search(const Set *s, uint32_t stride, const Key *k);
enum { OF_8 = KEY_AT + 8 };

static ALWAYS_INLINE int32_t contains(const Set *s, uint32_t stride, Search *look, const Key *k) {
  return s->len && look(s, stride, k) >= 0;
}

static ALWAYS_INLINE int32_t add(Set *s, uint32_t stride, Search *look, const Key *k) {
  if (!has_table(s)) return 0;
  int32_t at = look(s, stride, k);
  if (at >= 0) return 0;
  insert(s, set_type(s), stride, (uint32_t)~at, k);
  return 1;
}

#define LOOK_UPS(NAME, KIND, LOOK)                                               \
  int32_t weft_set_contains_##NAME(ref r, uint64_t key, int32_t tag) {           \
    Key k = make_key(KIND, key, tag);                                            \
    return contains(AT(Set, r), OF_8, LOOK, &k);                                 \
  }                                                                              \
  int32_t weft_set_add_##NAME(ref r, uint64_t key, int32_t tag) {                \
    Key k = make_key(KIND, key, tag);                                            \
    return add(AT(Set, r), OF_8, LOOK, &k);                                      \
  }
LOOK_UPS(int, KEY_INT, search_int)
LOOK_UPS(str, KEY_STR, search_str)
LOOK_UPS(tuple, KEY_TUPLE, search_nested)

int32_t weft_set_contains(ref r, uint64_t key, int32_t tag) {
  const Type *type = set_type(AT(Set, r));
  switch ((enum KeyKind)type->key) {
    case KEY_INT: return weft_set_contains_int(r, key, tag);
    case KEY_STR: return weft_set_contains_str(r, key, tag);
    case KEY_TUPLE: return weft_set_contains_tuple(r, key, tag);
    case KEY_FLOAT: case KEY_BOOL: case KEY_PAIR: case KEY_OBJECT: break;
  }
  Key k = make_key(type->key, key, tag);
  return contains(AT(Set, r), stride_of(type), search, &k);
}

int32_t weft_set_add(ref r, uint64_t key, int32_t tag) {
  const Type *type = set_type(AT(Set, r));
  switch ((enum KeyKind)type->key) {
    case KEY_INT: return weft_set_add_int(r, key, tag);
    case KEY_STR: return weft_set_add_str(r, key, tag);
    case KEY_TUPLE: return weft_set_add_tuple(r, key, tag);
    case KEY_FLOAT: case KEY_BOOL: case KEY_PAIR: case KEY_OBJECT: break;
  }
  Key k = make_key(type->key, key, tag);
  return add(AT(Set, r), stride_of(type), search, &k);
}

int32_t weft_set_discard(ref r, uint64_t payload, int32_t tag) {
  Set *s = AT(Set, r);
  if (!s->len) return 0;
  const Type *type = set_type(s);
  uint32_t stride = stride_of(type);
  Key k = make_key(type->key, payload, tag);
  int32_t at = search(s, stride, &k);
  if (at < 0) return 0;
  erase(s, stride, (uint32_t)at);
  return 1;
}

/* Keys of KEY_OBJECT are compared by compiled code, which asks for the entries of their hash one by one. A place says
 * how the search got there, from the low end: its row's first entry, how far in the row, how many rows before. */
enum { ROW_BITS = 32, STEP_BITS = 4, MOST_ROWS = 13 }; /* after so many nothing is left of the hash */

int64_t weft_set_probe(ref r, int64_t hash, int64_t place) {
  const Set *s = AT(Set, r);
  if (!s->len) return -1;
  uint64_t state = state_of(hash);
  uint32_t mask = s->mask, stride = stride_of(set_type(s)), i = (uint32_t)(state - 1) & mask, step = 0, rows = 0;
  if (place >= 0) {
    i = (uint32_t)place;
    step = (place >> ROW_BITS & ((1 << STEP_BITS) - 1)) + 1;
    rows = (uint32_t)(place >> (ROW_BITS + STEP_BITS));
  }
  for (;; step = 0) {
    uint32_t steps = i + IN_A_ROW <= mask ? IN_A_ROW : 0;
    const uint8_t *entry = table_of(s) + (size_t)(i + step) * stride;
    for (; step <= steps; step++, entry += stride) {
      uint64_t found = load8(entry);
      if (found == state) return (word)rows << (ROW_BITS + STEP_BITS) | (word)step << ROW_BITS | i;
      if (!found) return -1;
    }
    if (rows < MOST_ROWS) rows++;
    i = (i * 5 + 1 + (rows < MOST_ROWS ? (uint32_t)((state - 1) >> (rows * SHIFT)) : 0)) & mask;
  }
}

int64_t weft_set_position(ref r, int64_t place) {
  (void)r;
  return (word)((uint32_t)place + (place >> ROW_BITS & ((1 << STEP_BITS) - 1)));
}

int64_t weft_set_append(ref r, int64_t hash, uint64_t payload, int32_t tag) {
  Set *s = AT(Set, r);
  if (!has_table(s)) return -1;
  const Type *type = set_type(s);
  uint32_t stride = stride_of(type);
  Key k = {payload, state_of(hash), tag};
  uint32_t at = (uint32_t)~search_unused(s, stride, &k);
  return insert(s, type, stride, at, &k) ? at : -1;
}

void weft_set_erase(ref r, int64_t place) {
  Set *s = AT(Set, r);
  erase(s, stride_of(set_type(s)), (uint32_t)weft_set_position(r, place)); /* a position is a place, too */
}

/* --- all keys ----------------------------------------------------------------------------------------------------- */

int64_t weft_set_next(ref r, int64_t position) {
  const Set *s = AT(Set, r);
  if (!s->table) return -1;
  uint32_t stride = stride_of(set_type(s)), mask = s->mask;
  if (position > mask) return -1;
  for (const uint8_t *entry = table_of(s) + (size_t)position * stride; position <= mask; position++, entry += stride)
    if (is_live(load8(entry))) return position;
  return -1;
}

uint32_t weft_set_key_at(ref r, int64_t position) { return REF(entry_at(AT(Set, r), (uint32_t)position) + KEY_AT); }

int64_t weft_set_finger(ref r) {
  Set *s = AT(Set, r);
  if (!s->len) return -1;
  word at = weft_set_next(r, s->finger & s->mask);
  if (at < 0) at = weft_set_next(r, 0);
  s->finger = (uint32_t)at + 1;
  return at;
}

void weft_set_clear(ref r) {
  Set *s = AT(Set, r);
  s->table = s->fill = s->len = 0;
  s->mask = SIZE_MIN - 1;
  s->version++;
}

uint32_t weft_set_version(ref r) { return AT(Set, r)->version; }

void weft_set_reserve(ref r, int64_t more) {
  Set *s = AT(Set, r);
  if (is_full(s, (uint64_t)more)) resize(s, ((uint64_t)s->len + (uint64_t)more) * 2);
}

void weft_set_shrink(ref r) {
  Set *s = AT(Set, r);
  if (s->fill - s->len > s->mask / 4) grow(s);
}

void weft_set_swap(ref r, ref other) {
  Set *s = AT(Set, r), *t = AT(Set, other), kept = *s;
  s->table = t->table, s->mask = t->mask, s->fill = t->fill, s->len = t->len;
  t->table = kept.table, t->mask = kept.mask, t->fill = kept.fill, t->len = kept.len;
  s->version++;
  t->version++;
}

int32_t weft_set_merge(ref r, ref other) {
  Set *s = AT(Set, r), *o = AT(Set, other);
  if (s == o || !o->len) return MERGE_DONE;
  if (is_full(s, o->len) && !resize(s, ((uint64_t)s->len + o->len) * 2)) return MERGE_DONE;
  if (!has_table(s)) return MERGE_DONE;
  const Type *type = set_type(s), *from = set_type(o);
  uint32_t stride = stride_of(type);
  int is_alike = type->elem == from->elem && type->key == from->key;
  s->version++;
  if (!s->fill && s->mask == o->mask && o->fill == o->len) {
    if (!is_alike) return MERGE_PLACES;
    memcpy(table_of(s), table_of(o), ((size_t)s->mask + 1) * stride);
    s->fill = s->len = o->len;
  } else if (!is_alike) {
    return MERGE_KEYS;
  } else if (!s->fill) {
    enter_all(s, table_of(o), o->mask + 1, stride);
  } else if (type->key == KEY_OBJECT) {
    return MERGE_KEYS;
  } else {
    const uint8_t *entry = table_of(o);
    for (uint32_t i = 0; i <= o->mask; i++, entry += stride) {
      if (!is_live(load8(entry))) continue;
      Value v = value_at(entry + KEY_AT, type->elem);
      Key k = {v.payload, load8(entry), v.tag};
      int32_t at = search(s, stride, &k);
      if (at < 0 && !insert(s, type, stride, (uint32_t)~at, &k)) break;
    }
  }
  return MERGE_DONE;
}

uint32_t weft_set_place(ref r, ref other, int64_t position) {
  Set *s = AT(Set, r);
  uint8_t *entry = entry_at(s, (uint32_t)position);
  memcpy(entry, entry_at(AT(Set, other), (uint32_t)position), 8);
  s->fill++;
  s->len++;
  return REF(entry + KEY_AT);
}

ref weft_set_copy(ref r, uint32_t type) {
  ref result = weft_set_new(type);
  if (result) weft_set_merge(result, r);
  return result;
}

/* --- as a value --------------------------------------------------------------------------------------------------- */

/* The same in whatever order the keys stand. */
int64_t set_hash(ref r) {
  const Set *s = AT(Set, r);
  uint64_t h = 0;
  uint32_t stride = stride_of(set_type(s));
  const uint8_t *entry = s->table ? table_of(s) : 0;
  for (uint32_t i = 0; entry && i <= s->mask; i++, entry += stride) {
    uint64_t state = load8(entry), hash = state - 1;
    if (is_live(state)) h ^= (hash ^ 89869747u ^ hash << 16) * 3644798167u;
  }
  h ^= ((uint64_t)s->len + 1) * 1927868237u;
  h ^= h >> 11 ^ h >> 25;
  h = h * 69069u + 907133923u;
  return h == (uint64_t)-1 ? 590923713 : (int64_t)h;
}

/* Is a key of that state in the set, whose keys may be held otherwise? */
static int32_t holds(const Set *s, Value v, uint64_t state, int32_t depth) {
  const Type *type = set_type(s);
  word place = -1;
  while ((place = weft_set_probe(REF(s), (int64_t)(state - 1), place)) >= 0) {
    const uint8_t *key = entry_at(s, (uint32_t)weft_set_position(0, place)) + KEY_AT;
    if (hash_equal_nested(v, value_at(key, type->elem), depth + 1)) return 1;
  }
  return 0;
}

int32_t set_equal(ref a, ref b, int32_t depth) {
  const Set *s = AT(Set, a), *t = AT(Set, b);
  if (s->len != t->len) return 0;
  const Type *type = set_type(s);
  for (word at = 0; (at = weft_set_next(a, at)) >= 0; at++) {
    const uint8_t *entry = entry_at(s, (uint32_t)at);
    if (!holds(t, value_at(entry + KEY_AT, type->elem), load8(entry), depth)) return 0;
  }
  return 1;
}

void set_scan(Copier *copier, const Type *type, uint32_t address) {
  Set *s = PTR(address);
  copier_slot(copier, SLOT_REF, &s->table);
  if (!s->table || (type->elem != SLOT_REF && type->elem != SLOT_PAIR)) return;
  uint16_t slot = (uint16_t)(KEY_AT / 4 << 3 | type->elem);
  copier_records(copier, REF(table_of(s)), s->mask + 1, stride_of(type), &slot, 1); /* what isn't there is all zero */
}
