/* List kernels. Elements are raw bytes of one kind per list; ints, references and floats are moved alike. */
#include "arena.h"
#include "build.h"
#include "list.h"
#include "slice.h"

static COLD void too_long(void) { weft_raise_memory(); }

/* A list of `len` elements that are still to be written. */
static ref list_unset(uint32_t type, int64_t len) {
  if (len < 0) len = 0;
  if (len > 0x7fffffff) {
    too_long();
    return 0;
  }
  ref r = weft_alloc(AT(Type, type)->size);
  if (!r) return 0;
  List *list = AT(List, r);
  list->type = type;
  if (len && !weft_list_reserve(r, (uint32_t)len)) return 0;
  list->len = (uint32_t)len;
  return r;
}

ref weft_list_new(uint32_t type, int64_t len) {
  ref r = list_unset(type, len);
  List *list = AT(List, r);
  if (r && arena_is_large(list->data)) memset(list_data(list), 0, (size_t)list->len * slot_bytes(list_elem(list)));
  return r;
}

/* By an eighth while it is the newest object, as rows of a table are that are filled one after the other. Else
 * doubling, and from 64 K elements half as much again: CPython's eighth would copy each element eight times. */
int32_t weft_list_grow(ref r) {
  List *list = AT(List, r);
  uint32_t cap = list_room(list);
  if (list->len < cap) return 1;
  if (cap >= 4) {
    uint32_t more = (cap / 8 + 8) & ~(uint32_t)7;
    Array *data = AT(Array, list->data);
    uint32_t bytes = more * slot_bytes(list_elem(list));
    if (heap_extend(list->data, (uint32_t)sizeof(Array) + data->bytes, bytes)) {
      data->bytes += bytes;
      list->cap = cap + more;
      return 1;
    }
  }
  return weft_list_reserve(r, cap < 4 ? 4 : cap < 65536 ? cap * 2 : cap + cap / 2);
}

static int32_t room_for(ref r, uint64_t len) {
  List *list = AT(List, r);
  if (len <= list_room(list)) return 1;
  if (len > 0x7fffffff) {
    too_long();
    return 0;
  }
  uint64_t wanted = (uint64_t)list->cap + list->cap / 2;
  return weft_list_reserve(r, (uint32_t)(wanted > len && wanted < 0x7fffffff ? wanted : len));
}

/* Elements are copied singly by size: a memcpy of a variable few bytes is a call. */
static inline void copy_one(uint8_t *to, const uint8_t *from, uint32_t size) {
  if (size == 8) memcpy(to, from, 8);
  else if (size == 4) memcpy(to, from, 4);
  else if (size == 16) memcpy(to, from, 16);
  else if (size) *to = *from;
}

static inline void move(uint8_t *to, const uint8_t *from, size_t bytes) {
  if (bytes) memmove(to, from, bytes);
}

ref weft_list_slice(ref r, int64_t start, int64_t stop, int64_t step, int32_t given, uint32_t type) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list));
  word count = slice_clamp(list->len, &start, &stop, &step, given);
  if (count < 0) return 0;
  ref result = list_unset(type, count);
  if (!result || !count) return result;
  uint8_t *to = list_data(AT(List, result));
  const uint8_t *from = list_data(list);
  if (step == 1) move(to, from + (size_t)start * size, (size_t)count * size);
  else
    for (word i = 0; i < count; i++, start += step) copy_one(to + (size_t)i * size, from + (size_t)start * size, size);
  return result;
}

static COLD void raise_sizes(word given, word wanted) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "attempt to assign sequence of size ");
  weft_build_int(given);
  build_text(b, " to extended slice of size ");
  weft_build_int(wanted);
  build_raise(b, &weft_type_ValueError);
}

/* Replaces [start, stop) by room for `count` elements; the caller fills it. */
static int32_t resize_range(ref r, uint32_t start, uint32_t stop, uint64_t count) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list)), after = list->len - stop;
  uint64_t len = (uint64_t)list->len - (stop - start) + count;
  if (!room_for(r, len)) return 0;
  uint8_t *data = list_data(list);
  if (count != stop - start)
    move(data + (size_t)(start + count) * size, data + (size_t)stop * size, (size_t)after * size);
  list->len = (uint32_t)len;
  return 1;
}

void weft_list_slice_set(ref r, int64_t start, int64_t stop, int64_t step, int32_t given, ref v) {
  List *list = AT(List, r), *values = AT(List, v);
  uint32_t size = slot_bytes(list_elem(list));
  word count = slice_clamp(list->len, &start, &stop, &step, given);
  if (count < 0) return;
  if (r == v) { /* a[i:j] = a: from a copy */
    v = weft_list_slice(v, 0, 0, 1, 0, values->type);
    if (!v) return;
    values = AT(List, v);
  }
  if (step == 1) {
    if (!resize_range(r, (uint32_t)start, (uint32_t)(start + count), values->len)) return;
    move(list_data(list) + (size_t)start * size, list_data(values), (size_t)values->len * size);
    return;
  }
  if (values->len != count) {
    raise_sizes(values->len, count);
    return;
  }
  uint8_t *to = list_data(list);
  const uint8_t *from = list_data(values);
  for (word i = 0; i < count; i++, start += step) copy_one(to + (size_t)start * size, from + (size_t)i * size, size);
}

void weft_list_slice_del(ref r, int64_t start, int64_t stop, int64_t step, int32_t given) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list));
  word count = slice_clamp(list->len, &start, &stop, &step, given);
  if (count <= 0) return;
  if (step < 0) { /* the same elements from the other end */
    start += (count - 1) * step;
    step = -step;
  }
  uint8_t *data = list_data(list);
  word to = start;
  for (word i = 0; i < count; i++) { /* move down what stands between two deleted ones */
    word from = start + i * step + 1, next = i + 1 < count ? from + step - 1 : (word)list->len;
    move(data + (size_t)to * size, data + (size_t)from * size, (size_t)(next - from) * size);
    to += next - from;
  }
  list->len -= (uint32_t)count;
}

ref weft_list_concat(ref a, ref b, uint32_t type) {
  List *x = AT(List, a), *y = AT(List, b);
  uint32_t size = slot_bytes(list_elem(x));
  ref result = list_unset(type, (word)x->len + y->len);
  if (!result) return 0;
  uint8_t *to = list_data(AT(List, result));
  move(to, list_data(x), (size_t)x->len * size);
  if (y->len) move(to + (size_t)x->len * size, list_data(y), (size_t)y->len * size);
  return result;
}

void weft_list_extend(ref r, ref other) {
  List *list = AT(List, r), *more = AT(List, other);
  uint32_t size = slot_bytes(list_elem(list)), count = more->len, len = list->len;
  if (!count || !room_for(r, (uint64_t)len + count)) return;
  move(list_data(list) + (size_t)len * size, list_data(more), (size_t)count * size);
  list->len = len + count;
}

/* `count` elements at the start of data, repeated to `total` elements by doubling */
static void repeat(uint8_t *data, uint64_t count, uint64_t total, uint32_t size) {
  for (uint64_t done = count; done < total && size;) {
    uint64_t part = done < total - done ? done : total - done;
    memcpy(data + done * size, data, (size_t)(part * size));
    done += part;
  }
}

ref weft_list_repeat(ref r, int64_t n, uint32_t type) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list)), len = list->len;
  if (n < 0 || !len) n = 0;
  if (n > 0x7fffffff) n = 0x7fffffff; /* then it is too long in any case, unless empty */
  ref result = list_unset(type, (word)len * n);
  if (!result || !n) return result;
  uint8_t *to = list_data(AT(List, result));
  move(to, list_data(list), (size_t)len * size);
  repeat(to, len, (uint64_t)len * (uint64_t)n, size);
  return result;
}

void weft_list_repeat_in_place(ref r, int64_t n) {
  List *list = AT(List, r);
  uint32_t len = list->len;
  if (n <= 0) {
    weft_list_clear(r);
    return;
  }
  if (!len) return;
  if (n > 0x7fffffff) n = 0x7fffffff;
  uint64_t total = (uint64_t)len * (uint64_t)n;
  if (!room_for(r, total)) return;
  repeat(list_data(list), len, total, slot_bytes(list_elem(list)));
  list->len = (uint32_t)total;
}

void weft_list_insert_gap(ref r, int64_t i) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list));
  if (i < 0 && (i += list->len) < 0) i = 0;
  if (i > list->len) i = list->len;
  if (!weft_list_grow(r)) return;
  uint8_t *at = list_data(list) + (size_t)i * size;
  move(at + size, at, (size_t)(list->len - i) * size);
  list->len++;
  AT(Worker, weft_worker())->result = (uint64_t)i;
}

void weft_list_remove_at(ref r, int64_t i) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list));
  uint8_t *at = list_data(list) + (size_t)i * size;
  move(at, at + size, (size_t)(list->len - i - 1) * size);
  list->len--;
}

void weft_list_clear(ref r) {
  List *list = AT(List, r);
  list->len = list->cap = 0;
  list->data = 0;
}

void weft_list_reverse(ref r) {
  List *list = AT(List, r);
  uint32_t size = slot_bytes(list_elem(list));
  if (list->len < 2 || !size) return;
  uint8_t *low = list_data(list), *high = low + (size_t)(list->len - 1) * size;
  for (; low < high; low += size, high -= size) {
    uint8_t swapped[16];
    copy_one(swapped, low, size);
    copy_one(low, high, size);
    copy_one(high, swapped, size);
  }
}

static int32_t scalars_equal(const uint8_t *x, const uint8_t *y, uint32_t count, uint32_t kind) {
  if (kind == SLOT_RAW8) {
    for (uint32_t i = 0; i < count; i++) {
      double p, q;
      memcpy(&p, x + (size_t)i * 8, 8);
      memcpy(&q, y + (size_t)i * 8, 8);
      if (p != q) return 0;
    }
    return 1;
  }
  return !count || !memcmp(x, y, (size_t)count * slot_bytes(kind));
}

int32_t weft_list_eq_scalar(ref a, ref b, int32_t is_str) {
  List *x = AT(List, a), *y = AT(List, b);
  if (a == b) return 1;
  if (x->len != y->len) return 0;
  if (!is_str) return scalars_equal(list_data(x), list_data(y), x->len, list_elem(x));
  const ref *p = (const ref *)(const void *)list_data(x), *q = (const ref *)(const void *)list_data(y);
  for (uint32_t i = 0; i < x->len; i++)
    if (!weft_str_eq(p[i], q[i])) return 0;
  return 1;
}

int64_t weft_list_find_scalar(ref r, uint64_t payload, int32_t is_str, int64_t start) {
  List *list = AT(List, r);
  const uint8_t *data = list_data(list);
  uint32_t kind = list_elem(list);
  double wanted;
  memcpy(&wanted, &payload, 8);
  for (word i = start; i < list->len; i++) {
    const uint8_t *at = data + (size_t)i * slot_bytes(kind);
    uint64_t value = 0;
    double number;
    switch (kind) {
      case SLOT_RAW8:
        memcpy(&number, at, 8);
        if (number == wanted) return i;
        continue;
      case SLOT_INT: memcpy(&value, at, 8); break;
      case SLOT_RAW1: value = *at; break;
      case SLOT_NONE: return i;
      default: {
        uint32_t small;
        memcpy(&small, at, 4);
        if (is_str && weft_str_eq(small, (ref)payload)) return i;
        if (is_str) continue;
        value = small;
      }
    }
    if (value == payload) return i;
  }
  return -1;
}

ref weft_range_to_list(int64_t start, int64_t stop, int64_t step, uint32_t type) {
  if (!step) {
    weft_raise(&weft_type_ValueError, "range() arg 3 must not be zero");
    return 0;
  }
  uint64_t distance = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
  uint64_t by = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
  uint64_t count = (step > 0 ? start < stop : start > stop) ? (distance - 1) / by + 1 : 0;
  ref result = list_unset(type, count > 0x7fffffff ? INT64_MAX : (word)count);
  if (!result) return 0;
  word *to = (word *)(void *)list_data(AT(List, result));
  for (uint64_t i = 0; i < count; i++) to[i] = start + (word)i * step;
  return result;
}
