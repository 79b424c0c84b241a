/* Sorting lists by keys that are numbers, texts, or tuples of such: by themselves, or one list by another.
 *
 * What is sorted are records with a *rank* of each key: 64 bits that never order two keys otherwise than the keys do,
 * and mostly as they do. Where ranks are equal, texts and tuples are compared whole, if anything is left of them. The
 * items of a tuple stand in it one after the other, a whole number in as many bits as the list's take; of a float or a
 * text there are as many bits as have room, and nothing behind it. What all texts begin with is left out.
 */
#include "arena.h"
#include "hash.h"
#include "key.h"
#include "list.h"
#include "sort.h"
#include "str.h"

typedef struct Record { uint64_t rank; ref key; uint32_t at; } Record; /* `at`: where it stood. `key` for ties */

#define LESS_RANK(a, b) ((a).rank != (b).rank ? (a).rank < (b).rank : tie && tie((a).key, (b).key) < 0)
SORT(records, Record, LESS_RANK)

enum { ITEMS_MAX = 8, /* of a tuple, in a rank */ ON_STACK = 64 };
#define SIGN ((uint64_t)1 << 63)

/* An item of the keys, or the keys themselves: where it is, and how it takes part in ranks. */
typedef struct Item {
  uint32_t offset, slot;
  uint32_t bits;       /* in a rank, of the bits of its own */
  uint32_t own;        /* 64, or as many as a whole number needs */
  uint64_t least;      /* of whole numbers, which is taken off */
  uint32_t skip, wide; /* of texts: so many characters are left out; 8 of one byte follow, or else 3 of 21 bits */
} Item;
typedef struct Keys {
  const uint8_t *data;
  uint32_t n, stride, tuples, items;
  Item item[ITEMS_MAX];
} Keys;

static const uint8_t *item_at(const Keys *keys, const Item *item, uint32_t i) {
  const uint8_t *at = keys->data + (size_t)i * keys->stride;
  return keys->tuples ? AT(uint8_t, load4(at)) + item->offset : at;
}

static uint64_t float_rank(double x) {
  uint64_t bits;
  if (x == 0) x = 0; /* -0.0 is 0.0 */
  memcpy(&bits, &x, 8);
  return bits & SIGN ? ~bits : bits | SIGN;
}

static uint64_t text_rank(const Str *s, const Item *item) {
  uint64_t rank = 0;
  uint32_t i = item->skip;
  if (!item->wide && ALIGN8(s->len) >= i + 8) { /* texts take whole words */
    memcpy(&rank, s->data + i, 8);
    rank = __builtin_bswap64(rank);
    return s->len >= i + 8 ? rank : rank >> 8 * (i + 8 - s->len) << 8 * (i + 8 - s->len);
  }
  if (item->wide)
    for (uint32_t end = i + 3; i < end; i++) rank = rank << 21 | (i < s->len ? str_get(s, i) << 1 : 0);
  else
    for (uint32_t end = i + 8; i < end; i++) rank = rank << 8 | (i < s->len ? s->data[i] : 0);
  return rank;
}

static uint64_t item_rank(const Item *item, const uint8_t *at) {
  switch (item->slot) {
    case SLOT_REF: return text_rank(AT(Str, load4(at)), item);
    case SLOT_RAW8: return float_rank(as_float(load8(at)));
    case SLOT_RAW1: return *at;
    case SLOT_RAW4: return load4(at);
    default: return load8(at) ^ SIGN;
  }
}

static uint64_t rank_of(const Keys *keys, uint32_t i) {
  uint64_t rank = 0;
  for (const Item *item = keys->item, *end = item + keys->items; item < end; item++) {
    uint64_t own = item_rank(item, item_at(keys, item, i)) - item->least;
    if (item->bits == 64) return own;
    if (item->bits) rank = rank << item->bits | own >> (item->own - item->bits);
  }
  return rank;
}

/* Returns whether ranks are equal for equal texts alone: all are as long, and wholly in it. */
static int32_t look_at_texts(const Keys *keys, Item *item) {
  const Str *first = AT(Str, load4(item_at(keys, item, 0)));
  uint32_t others = 0;
  item->skip = first->len;
  for (uint32_t i = 0; i < keys->n; i++) {
    const Str *s = AT(Str, load4(item_at(keys, item, i)));
    uint32_t same = 0;
    item->wide |= s->width > 1;
    others |= s->len ^ first->len;
    while (same < item->skip && same < s->len && str_get(s, same) == str_get(first, same)) same++;
    item->skip = same;
  }
  return !others && first->len - item->skip <= (item->wide ? 3 : 8);
}

static void look_at_numbers(const Keys *keys, Item *item) {
  uint64_t least = ~(uint64_t)0, most = 0;
  for (uint32_t i = 0; i < keys->n; i++) {
    uint64_t rank = item_rank(item, item_at(keys, item, i));
    if (rank < least) least = rank;
    if (rank > most) most = rank;
  }
  item->least = least;
  item->own = most == least ? 0 : 64 - (uint32_t)__builtin_clzll(most - least);
}

static int32_t has_nan(const Keys *keys, const Item *item) {
  for (uint32_t i = 0; i < keys->n; i++) {
    double x = as_float(load8(item_at(keys, item, i)));
    if (x != x) return 1;
  }
  return 0;
}

/* How keys are ranked. Returns 0 if there are NaNs; `exact` if ranks are equal for equal keys alone. */
static int32_t look_at(Keys *keys, const List *list, int32_t *exact) {
  uint32_t slot = list_elem(list), count = 1, left = 64;
  *keys = (Keys){.data = list_data(list), .n = list->len, .stride = slot_bytes(slot)};
  const Type *type = slot == SLOT_REF ? AT(Type, AT(Obj, load4(keys->data))->type) : 0;
  if (type && type->kind == T_FIXED) keys->tuples = 1, count = type->nslots;
  *exact = 1;
  for (uint32_t i = 0; i < count; i++) {
    Item item = {.slot = slot, .own = 64};
    if (keys->tuples) item.offset = (type->slots[i] >> 3) * 4, item.slot = type->slots[i] & 7;
    if (item.slot == SLOT_RAW8 && has_nan(keys, &item)) return 0;
    if (!left || i >= ITEMS_MAX) {
      *exact = 0;
      continue;
    }
    if (item.slot == SLOT_REF) *exact &= look_at_texts(keys, &item);
    else if (item.slot != SLOT_RAW8) look_at_numbers(keys, &item);
    item.bits = item.own < left ? item.own : left;
    left = item.slot == SLOT_REF || item.slot == SLOT_RAW8 ? 0 : left - item.bits;
    *exact &= item.bits == item.own;
    keys->item[keys->items++] = item;
  }
  return 1;
}

static int32_t compare_tuples(ref a, ref b) {
  const Obj *x = AT(Obj, a), *y = AT(Obj, b);
  const Type *type = AT(Type, x->type);
  for (uint32_t i = 0; i < type->nslots; i++) {
    Item item = {.slot = type->slots[i] & 7};
    uint32_t offset = (type->slots[i] >> 3) * 4;
    const uint8_t *p = (const uint8_t *)x + offset, *q = (const uint8_t *)y + offset;
    if (item.slot == SLOT_REF) {
      int32_t order = weft_str_cmp(load4(p), load4(q));
      if (order) return order;
    } else {
      uint64_t m = item_rank(&item, p), n = item_rank(&item, q);
      if (m != n) return m < n ? -1 : 1;
    }
  }
  return 0;
}

typedef struct Pair { uint64_t tag, payload; } Pair;
#define MOVE(T)                     \
  for (uint32_t i = 0; i < n; i++) \
  ((T *)(void *)to)[i] = ((const T *)(const void *)from)[records[reverse ? n - 1 - i : i].at]

static void move_items(uint8_t *to, const uint8_t *from, uint32_t bytes, const Record *records, uint32_t n,
                       int32_t reverse) {
  if (bytes == 4) MOVE(uint32_t);
  else if (bytes == 8) MOVE(uint64_t);
  else if (bytes == 16) MOVE(Pair);
  else if (bytes == 1) MOVE(uint8_t);
}

int32_t weft_list_sort_by(ref k, ref r, int32_t reverse) {
  const List *list = AT(List, k), *sorted = AT(List, r);
  uint32_t n = list->len, bytes = slot_bytes(list_elem(sorted));
  if (n < 2) return 1;
  Keys keys;
  int32_t exact;
  if (!look_at(&keys, list, &exact)) return 0;
  uint64_t spare_bytes = (uint64_t)n * (bytes > sizeof(Record) / 2 ? bytes : sizeof(Record) / 2),
           needed = n * (uint64_t)sizeof(Record) + spare_bytes;
  Record stack[ON_STACK];
  uint32_t pages = needed <= sizeof stack ? 0 : (uint32_t)((needed + PAGE - 1) / PAGE);
  uint32_t room = pages ? arena_pages(pages, PAGE_USED) : 0;
  if (pages && !room) {
    weft_raise_memory();
    return 1;
  }
  Record *records = pages ? PTR(room) : stack;
  void *spare = records + n;
  int32_t tied = !exact;
  for (uint32_t i = 0; i < n; i++) { /* the last first if reversed, and put back so: equal ones keep their order */
    uint32_t at = reverse ? n - 1 - i : i;
    records[i] = (Record){rank_of(&keys, at), tied ? load4(keys.data + (size_t)at * 4) : 0, at};
  }
  records_sort(records, n, spare, exact ? 0 : keys.tuples ? compare_tuples : weft_str_cmp);
  memcpy(spare, list_data(sorted), (size_t)n * bytes);
  move_items(list_data(sorted), spare, bytes, records, n, reverse);
  if (pages) arena_pages_free(room, pages);
  return 1;
}
