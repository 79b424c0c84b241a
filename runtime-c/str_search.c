/* Finding strings in strings: find, count, contains, replace, prefixes and suffixes.
 *
 * A search scans for the first character, eight bytes a step, and compares there. When that has failed PATIENCE times,
 * it skips by a table (R. Nigel Horspool, "Practical fast searching in strings", 1980).
 */
#include "str.h"

int32_t str_equal_at(const Str *s, uint32_t at, const Str *part) {
  uint32_t len = part->len;
  if (s->width == part->width) {
    const uint8_t *a = s->data + (size_t)at * s->width, *b = part->data;
    uint32_t bytes = len * s->width, i = 0;
    for (; i + 8 <= bytes; i += 8) {
      uint64_t x, y;
      memcpy(&x, a + i, 8);
      memcpy(&y, b + i, 8);
      if (x != y) return 0;
    }
    for (; i < bytes; i++)
      if (a[i] != b[i]) return 0;
    return 1;
  }
  for (uint32_t i = 0; i < len; i++)
    if (str_get(s, at + i) != str_get(part, i)) return 0;
  return 1;
}

/* The first c in [i, stop) of Latin-1 data, or stop; eight bytes a step by the zero-byte trick of Mycroft. */
static uint32_t scan_byte(const uint8_t *data, uint32_t i, uint32_t stop, uint8_t c) {
  const uint64_t ones = 0x0101010101010101u, pattern = ones * c;
  for (; i + 8 <= stop; i += 8) {
    uint64_t x;
    memcpy(&x, data + i, 8);
    x ^= pattern;
    uint64_t zero = (x - ones) & ~x & (ones << 7);
    if (zero) return i + (uint32_t)(__builtin_ctzll(zero) >> 3);
  }
  while (i < stop && data[i] != c) i++;
  return i;
}

static uint32_t scan(const Str *s, uint32_t i, uint32_t stop, uint32_t c) {
  if (s->width == 1) return scan_byte(s->data, i, stop, (uint8_t)c);
  if (s->width == 2) {
    const uint16_t *data = (const uint16_t *)(const void *)s->data;
    while (i < stop && data[i] != c) i++;
    return i;
  }
  while (i < stop && str_get(s, i) != c) i++;
  return i;
}

enum { SKIPS = 64, PATIENCE = 64 };

/* Horspool with a table over the low six bits of the last character. */
static uint32_t find_skipping(const Str *s, const Str *part, uint32_t start, uint32_t last_start) {
  uint32_t skip[SKIPS], len = part->len;
  for (uint32_t i = 0; i < SKIPS; i++) skip[i] = len;
  for (uint32_t i = 0; i + 1 < len; i++) skip[str_get(part, i) % SKIPS] = len - 1 - i;
  uint32_t last = str_get(part, len - 1);
  for (uint64_t at = start; at <= last_start;) {
    uint32_t c = str_get(s, (uint32_t)at + len - 1);
    if (c == last && str_equal_at(s, (uint32_t)at, part)) return (uint32_t)at;
    at += skip[c % SKIPS];
  }
  return UINT32_MAX;
}

uint32_t str_find(const Str *s, const Str *part, uint32_t start, uint32_t stop) {
  uint32_t len = part->len;
  if (part->width > s->width || stop < start || stop - start < len) return UINT32_MAX;
  uint32_t first = str_get(part, 0), last_start = stop - len;
  if (len == 1) {
    uint32_t at = scan(s, start, stop, first);
    return at < stop ? at : UINT32_MAX;
  }
  uint32_t failures = 0;
  for (uint32_t at = start;; at++) {
    at = scan(s, at, last_start + 1, first);
    if (at > last_start) return UINT32_MAX;
    if (str_equal_at(s, at, part)) return at;
    if (++failures == PATIENCE) return at + 1 <= last_start ? find_skipping(s, part, at + 1, last_start) : UINT32_MAX;
  }
}

static uint32_t find_last(const Str *s, const Str *part, uint32_t start, uint32_t stop) {
  uint32_t len = part->len;
  if (part->width > s->width || stop - start < len) return UINT32_MAX;
  uint32_t first = str_get(part, 0);
  for (uint32_t at = stop - len + 1; at-- > start;)
    if (str_get(s, at) == first && str_equal_at(s, at, part)) return at;
  return UINT32_MAX;
}

int64_t weft_str_find(ref r, ref p, int64_t start, int64_t stop, int32_t reverse) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  word len = s->len;
  if (stop > len) stop = len;
  else if (stop < 0 && (stop += len) < 0) stop = 0;
  if (start < 0 && (start += len) < 0) start = 0;
  if (start > stop) return -1;
  if (!part->len) return reverse ? stop : start;
  uint32_t at = reverse ? find_last(s, part, (uint32_t)start, (uint32_t)stop)
                        : str_find(s, part, (uint32_t)start, (uint32_t)stop);
  return at == UINT32_MAX ? -1 : (word)at;
}

int32_t weft_str_contains(ref r, ref p) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  return !part->len || str_find(s, part, 0, s->len) != UINT32_MAX;
}

static uint32_t count(const Str *s, const Str *part, uint32_t most) {
  uint32_t n = 0;
  for (uint32_t at = 0; n < most && (at = str_find(s, part, at, s->len)) != UINT32_MAX; at += part->len) n++;
  return n;
}

int64_t weft_str_count(ref r, ref p) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  if (!part->len) return (word)s->len + 1;
  return count(s, part, UINT32_MAX);
}

ref weft_str_replace(ref r, ref o, ref n, int64_t most) {
  Str *s = AT(Str, r), *old = AT(Str, o), *new_ = AT(Str, n);
  if (most < 0 || most > 0x7fffffff) most = 0x7fffffff;
  if (!most) return r;
  uint32_t places = old->len ? count(s, old, (uint32_t)most) : s->len < most ? s->len + 1 : (uint32_t)most;
  if (!places) return r;
  uint32_t width = s->width > new_->width ? s->width : new_->width;
  ref result = str_new((uint64_t)s->len + (uint64_t)new_->len * places - (uint64_t)old->len * places, width);
  if (!result) return 0;
  Str *t = AT(Str, result);
  uint32_t from = 0, to = 0;
  for (uint32_t i = 0; i < places; i++) {
    uint32_t at = old->len ? str_find(s, old, from, s->len) : i;
    str_copy(t, to, s, from, at - from);
    to += at - from;
    str_copy(t, to, new_, 0, new_->len);
    to += new_->len;
    from = at + old->len;
  }
  str_copy(t, to, s, from, s->len - from);
  if (width == 1 || new_->width == width) return result;
  return str_from(t->data, width, t->len); /* what made it wide may be gone */
}

int32_t weft_str_affix(ref r, ref p, int32_t end) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  if (part->len > s->len || part->width > s->width) return 0;
  return str_equal_at(s, end ? s->len - part->len : 0, part);
}

ref weft_str_remove_affix(ref r, ref p, int32_t end) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  if (!part->len || !weft_str_affix(r, p, end)) return r;
  return str_sub(r, end ? 0 : part->len, s->len - part->len);
}
