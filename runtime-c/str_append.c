/* Putting a text together: s += t, where s has one holder, which takes the result instead (passes/accumulate.py).
 *
 * The first time makes an open text of the two. That grows where it stands while it has room, or is the newest object.
 * Else it moves to room for half as much again, so what is copied in all stays in proportion to the result.
 */
#include "str.h"

enum { ROOM_MAX = 0x7fffffe0 };

void weft_str_seal(ref r) {
  Str *s = AT(Str, r);
  /* what it doesn't fill of its room is lost until it is moved */
  if (r && s->type == REF(&weft_type_str) && UNLIKELY(str_is_open(s))) s->hash = 0;
}

static inline uint32_t room(const Str *s) { return s->hash ^ STR_OPEN; }

static int32_t has_room(ref a, Str *x, uint32_t bytes) {
  if (LIKELY(bytes <= room(x))) return 1;
  if (!heap_extend(a, (uint32_t)sizeof(Str) + room(x), bytes - room(x))) return 0;
  x->hash = STR_OPEN | bytes;
  return 1;
}

ref weft_str_append(ref a, ref b) {
  Str *x = AT(Str, a), *y = AT(Str, b);
  if (!y->len) return a;
  if (!x->len) return str_itself(b);
  uint32_t width = x->width > y->width ? x->width : y->width;
  uint64_t len = (uint64_t)x->len + y->len, bytes = len * width;
  int32_t open = str_is_open(x);
  if (LIKELY(open) && bytes <= ROOM_MAX && x->width == width && has_room(a, x, (uint32_t)bytes)) {
    if (y->len == 1 && width == 1) x->data[x->len] = y->data[0];
    else str_copy(x, x->len, y, 0, y->len);
    x->len = (uint32_t)len;
    return a;
  }
  uint64_t wanted = open ? bytes + bytes / 2 : bytes;
  if (wanted > ROOM_MAX) wanted = bytes;
  ref r = str_new(wanted / width, width);
  if (!r) return 0;
  Str *s = AT(Str, r);
  s->len = (uint32_t)len;
  s->hash = STR_OPEN | (uint32_t)(wanted / width * width);
  str_copy(s, 0, x, 0, x->len);
  str_copy(s, x->len, y, 0, y->len);
  if (open) heap_drop(a);
  return r;
}
