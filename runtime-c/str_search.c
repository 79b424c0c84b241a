/* Finding strings in strings: find, count, contains, replace, prefixes and suffixes.
 *
 * A search scans for the first character, in Latin-1 for the first and the last at once, eight places a step, and
 * compares there. When that has failed PATIENCE times, it skips by a table (R. Nigel Horspool, "Practical fast
 * searching in strings", 1980).
 */
#include "build.h"
#include "str.h"
#include "swar.h"

int32_t str_equal_at(const Str *s, uint32_t at, const Str *part) {
  uint32_t len = part->len;
  if (s->width == part->width) {
    const uint8_t *a = s->data + (size_t)at * s->width, *b = part->data;
    uint32_t bytes = len * s->width, i = 0;
    for (; i + 8 <= bytes; i += 8)
      if (swar_load(a + i) != swar_load(b + i)) return 0;
    for (; i < bytes; i++)
      if (a[i] != b[i]) return 0;
    return 1;
  }
  for (uint32_t i = 0; i < len; i++)
    if (str_get(s, at + i) != str_get(part, i)) return 0;
  return 1;
}

/* The first c in [i, stop) of Latin-1 data, or stop. */
static uint32_t scan_byte(const uint8_t *data, uint32_t i, uint32_t stop, uint8_t c) {
  const uint64_t pattern = swar_fill(c);
  for (; i + 32 <= stop; i += 32) {
    uint64_t a = swar_load(data + i) ^ pattern, b = swar_load(data + i + 8) ^ pattern;
    uint64_t d = swar_load(data + i + 16) ^ pattern, e = swar_load(data + i + 24) ^ pattern;
    if (swar_has_zero(a) | swar_has_zero(b) | swar_has_zero(d) | swar_has_zero(e)) break;
  }
  for (; i + 8 <= stop; i += 8) {
    uint64_t zero = swar_has_zero(swar_load(data + i) ^ pattern);
    if (zero) return i + swar_lowest(zero);
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

/* In Latin-1, of at least two characters. Leaves `at` where a slower search may go on, with so many failures before. */
static uint32_t find_bytes(const Str *s, const Str *part, uint32_t *at, uint32_t last_start, uint32_t *failures) {
  uint32_t last = part->len - 1, i = *at;
  const uint64_t first_pattern = swar_fill(part->data[0]), last_pattern = swar_fill(part->data[last]);
  for (; i + 8 <= last_start + 1 && *failures < PATIENCE; i += 8) {
    const uint8_t *data = s->data + i;
    uint64_t other = (swar_load(data) ^ first_pattern) | (swar_load(data + last) ^ last_pattern);
    for (uint64_t zero = swar_has_zero(other); zero; zero &= zero - 1, ++*failures)
      if (str_equal_at(s, i + swar_lowest(zero), part)) return i + swar_lowest(zero);
  }
  *at = i;
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
  if (s->width == 1) {
    uint32_t found = find_bytes(s, part, &start, last_start, &failures);
    if (found != UINT32_MAX) return found;
    if (failures >= PATIENCE) return start <= last_start ? find_skipping(s, part, start, last_start) : UINT32_MAX;
  }
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
  uint32_t first = str_get(part, 0), at = stop - len + 1;
  if (s->width == 1)
    while (at - start >= 8) {
      uint64_t zero = swar_zeros(swar_load(s->data + at - 8) ^ swar_fill(first));
      for (; zero; zero &= ~(SWAR_HIGHS >> 56 << 8 * swar_highest(zero)))
        if (str_equal_at(s, at - 8 + swar_highest(zero), part)) return at - 8 + swar_highest(zero);
      at -= 8;
    }
  while (at-- > start)
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

uint32_t str_count_byte(const Str *s, uint8_t c) {
  const uint64_t pattern = swar_fill(c);
  uint32_t n = 0, i = 0;
  for (; i + 8 <= s->len; i += 8) n += (uint32_t)__builtin_popcountll(swar_zeros(swar_load(s->data + i) ^ pattern));
  for (; i < s->len; i++) n += s->data[i] == c;
  return n;
}

int64_t weft_str_count(ref r, ref p) {
  Str *s = AT(Str, r), *part = AT(Str, p);
  if (!part->len) return (word)s->len + 1;
  if (s->width == 1 && part->width == 1 && part->len == 1) return str_count_byte(s, part->data[0]);
  word n = 0;
  for (uint32_t at = 0; (at = str_find(s, part, at, s->len)) != UINT32_MAX; at += part->len) n++;
  return n;
}

/* One byte by another, wherever it is. */
static ref replace_byte(const Str *s, uint8_t old, uint8_t new_) {
  ref r = str_new(s->len, 1);
  if (!r) return 0;
  uint8_t *to = AT(Str, r)->data;
  uint64_t flip = swar_fill(old ^ new_);
  uint32_t i = 0;
  for (; i + 8 <= s->len; i += 8) {
    uint64_t x = swar_load(s->data + i), found = swar_zeros(x ^ swar_fill(old)) >> 7;
    swar_store(to + i, x ^ (found * 0xff & flip));
  }
  for (; i < s->len; i++) to[i] = s->data[i] == old ? new_ : s->data[i];
  return r;
}

/* Up to `most` places of old, into the worker's buffer, as if they were the characters of a text; how many. */
static uint32_t find_places(Build *b, const Str *s, const Str *old, uint32_t most) {
  uint32_t n = 0;
  weft_build_begin();
  for (uint32_t at = 0; n < most && (at = str_find(s, old, at, s->len)) != UINT32_MAX; at += old->len, n++)
    build_char(b, at);
  return n;
}

ref weft_str_replace(ref r, ref o, ref n, int64_t most) {
  Str *s = AT(Str, r), *old = AT(Str, o), *new_ = AT(Str, n);
  if (most < 0 || most > 0x7fffffff) most = 0x7fffffff;
  if (!most) return r;
  if (s->width == 1 && old->len == 1 && new_->len == 1 && (old->width & new_->width) == 1 && most > s->len)
    return str_find(s, old, 0, s->len) == UINT32_MAX ? r : replace_byte(s, old->data[0], new_->data[0]);
  Build *b = build_now();
  uint32_t places = old->len ? find_places(b, s, old, (uint32_t)most) : s->len < most ? s->len + 1 : (uint32_t)most;
  if (!places) return r;
  if (old->len && b->len < places) return 0; /* no memory */
  uint32_t width = s->width > new_->width ? s->width : new_->width;
  ref result = str_new((uint64_t)s->len + (uint64_t)new_->len * places - (uint64_t)old->len * places, width);
  if (!result) return 0;
  Str *t = AT(Str, result);
  uint32_t from = 0, to = 0;
  for (uint32_t i = 0; i < places; i++) {
    uint32_t at = old->len ? str_get_at(AT(uint8_t, b->data), b->width, i) : i;
    if (width == 1) {
      swar_copy(t->data + to, s->data + from, at - from);
      swar_copy(t->data + to + (at - from), new_->data, new_->len);
    } else {
      str_copy(t, to, s, from, at - from);
      str_copy(t, to + (at - from), new_, 0, new_->len);
    }
    to += at - from + new_->len;
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
