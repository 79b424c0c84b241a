/* Strings: making, comparing, hashing, joining two, indexing, slicing.
 *
 * A Str holds code points in 1, 2 or 4 bytes each, always the narrowest that fits (PEP 393's kinds), so that equal
 * strings have equal bytes. Lone surrogates are legal code points here; only encoding refuses them.
 */
#include "str.h"
#include "slice.h"
#include "swar.h"

const Type weft_type_str = {.kind = T_STR, .name = ADDRESS("str"), .flags = TYPE_LEAF | TYPE_ACYCLIC};

ref str_new(uint64_t len, uint32_t width) {
  if (UNLIKELY(len * width > 0x7fffffe0)) {
    weft_raise_memory();
    return 0;
  }
  ref r = heap_alloc_unset(ALIGN8(sizeof(Str) + (uint32_t)len * width));
  if (!r) return 0;
  Str *s = AT(Str, r);
  s->type = REF(&weft_type_str);
  s->hash = 0;
  s->len = (uint32_t)len;
  s->width = width;
  return r;
}

uint32_t str_widest(const uint8_t *data, uint32_t width, uint32_t len) {
  if (width == 1) return len ? 0xff : 0;
  uint64_t all = 0;
  uint32_t i = 0, bytes = len * width;
  for (; i + 8 <= bytes; i += 8) {
    uint64_t part;
    memcpy(&part, data + i, 8);
    all |= part;
  }
  uint32_t widest =
      width == 2 ? (uint32_t)(all | all >> 16 | all >> 32 | all >> 48) & 0xffff : (uint32_t)(all | all >> 32);
  for (i /= width; i < len; i++) widest |= str_get_at(data, width, i);
  return widest;
}

/* Converts between widths; narrowing is for code points that fit. */
static void convert(uint8_t *to, uint32_t to_width, const uint8_t *from, uint32_t from_width, uint32_t len) {
  if (to_width == from_width) {
    swar_copy(to, from, len * to_width);
    return;
  }
#define CONVERT(T, F) \
  for (uint32_t i = 0; i < len; i++) ((T *)(void *)to)[i] = (T)((const F *)(const void *)from)[i]
  if (from_width == 1) {
    if (to_width == 2) CONVERT(uint16_t, uint8_t);
    else CONVERT(uint32_t, uint8_t);
  } else if (from_width == 2) {
    if (to_width == 1) CONVERT(uint8_t, uint16_t);
    else CONVERT(uint32_t, uint16_t);
  } else {
    if (to_width == 1) CONVERT(uint8_t, uint32_t);
    else CONVERT(uint16_t, uint32_t);
  }
#undef CONVERT
}

ref str_from(const uint8_t *data, uint32_t width, uint32_t len) {
  uint32_t narrow = str_width_for(str_widest(data, width, len));
  ref r = str_new(len, narrow);
  if (r) convert(AT(Str, r)->data, narrow, data, width, len);
  return r;
}

/* Texts of one character of Latin-1 are shared by all tasks. Each is made when it is first asked for, under the lock:
 * so they take no room in a module. */
Character weft_characters[256];
static Lock characters_lock;

static COLD void character_make(Character *one, uint32_t c) {
  lock_take(&characters_lock);
  if (!load_relaxed(&one->type)) { /* relaxed: under the lock */
    one->len = one->width = 1;
    one->data = c;
    store_release(&one->type, REF(&weft_type_str)); /* release: whoever sees the type sees the rest */
  }
  lock_drop(&characters_lock);
}

ref str_character(uint32_t c) {
  if (LIKELY(c < COUNT(weft_characters))) {
    Character *one = &weft_characters[c];
    if (UNLIKELY(!load_acquire(&one->type))) character_make(one, c); /* acquire: see character_make */
    return REF(one);
  }
  ref r = str_new(1, str_width_for(c));
  if (r) str_set(AT(Str, r), 0, c);
  return r;
}

ref str_sub(ref r, uint32_t start, uint32_t len) {
  Str *s = AT(Str, r);
  if (len == s->len) return str_itself(r);
  if (len == 1) return str_character(str_get(s, start));
  if (s->width != 1) return str_from(s->data + (size_t)start * s->width, s->width, len);
  ref part = str_new(len, 1);
  if (part) swar_copy(AT(Str, part)->data, s->data + start, len);
  return part;
}

void str_copy(Str *to, uint32_t at, const Str *from, uint32_t start, uint32_t len) {
  convert(to->data + (size_t)at * to->width, to->width, from->data + (size_t)start * from->width, from->width, len);
}

ref weft_str_concat(ref a, ref b) {
  Str *x = AT(Str, a), *y = AT(Str, b);
  if (!x->len) return str_itself(b);
  if (!y->len) return str_itself(a);
  ref r = str_new((uint64_t)x->len + y->len, x->width > y->width ? x->width : y->width);
  if (!r) return 0;
  str_copy(AT(Str, r), 0, x, 0, x->len);
  str_copy(AT(Str, r), x->len, y, 0, y->len);
  return r;
}

ref weft_str_repeat(ref r, int64_t n) {
  Str *s = AT(Str, r);
  if (n == 1) return r;
  if (n <= 0 || !s->len) return str_new(0, 1);
  if (n > 0x7fffffff) {
    weft_raise_memory();
    return 0;
  }
  ref result = str_new((uint64_t)s->len * (uint64_t)n, s->width);
  if (!result) return 0;
  uint8_t *data = AT(Str, result)->data;
  uint32_t unit = s->len * s->width, total = unit * (uint32_t)n, done = unit;
  if (unit == 1) {
    memset(data, s->data[0], total);
    return result;
  }
  memcpy(data, s->data, unit);
  while (done < total) { /* doubling what is there */
    uint32_t part = done < total - done ? done : total - done;
    memcpy(data + done, data, part);
    done += part;
  }
  return result;
}

/* memcmp without the call: most strings are short */
static inline int32_t bytes_equal(const uint8_t *a, const uint8_t *b, uint32_t bytes) {
  uint32_t i = 0;
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

int32_t weft_str_eq(ref a, ref b) {
  if (a == b) return 1;
  Str *x = AT(Str, a), *y = AT(Str, b);
  if (x->len != y->len || x->width != y->width) return 0;
  return bytes_equal(x->data, y->data, x->len * x->width);
}

int32_t weft_str_cmp(ref a, ref b) {
  if (a == b) return 0;
  Str *x = AT(Str, a), *y = AT(Str, b);
  uint32_t common = x->len < y->len ? x->len : y->len;
  if (x->width == 1 && y->width == 1) {
    uint32_t i = 0;
    for (; i + 8 <= common; i += 8) {
      uint64_t p, q;
      memcpy(&p, x->data + i, 8);
      memcpy(&q, y->data + i, 8);
      if (p != q) return __builtin_bswap64(p) < __builtin_bswap64(q) ? -1 : 1;
    }
    for (; i < common; i++)
      if (x->data[i] != y->data[i]) return x->data[i] < y->data[i] ? -1 : 1;
  } else {
    for (uint32_t i = 0; i < common; i++) {
      uint32_t p = str_get(x, i), q = str_get(y, i);
      if (p != q) return p < q ? -1 : 1;
    }
  }
  return x->len < y->len ? -1 : x->len > y->len;
}

/* Eight bytes a step, multiply and fold; the shape of FxHash with a final avalanche. Equal strings have equal bytes. */
static uint32_t hash_bytes(const uint8_t *data, uint32_t bytes) {
  const uint64_t k = 0x9e3779b97f4a7c15u;
  uint64_t h = bytes * k;
  uint32_t i = 0;
  for (; i + 8 <= bytes; i += 8) {
    uint64_t part;
    memcpy(&part, data + i, 8);
    h = (h ^ part) * k;
    h ^= h >> 32;
  }
  if (i < bytes) {
    uint64_t part = 0;
    for (uint32_t shift = 0; i < bytes; i++, shift += 8) part |= (uint64_t)data[i] << shift;
    h = (h ^ part) * k;
    h ^= h >> 32;
  }
  h *= 0xd6e8feb86659fd93u;
  return (uint32_t)(h >> 32);
}

uint32_t str_hash(Str *s) {
  uint32_t h = load_relaxed(&s->hash); /* relaxed: static strings are shared; every worker computes the same value */
  ASSERT(!(h & STR_OPEN));
  if (h || !s->len) return h;
  h = hash_bytes(s->data, s->len * s->width) & ~STR_OPEN;
  h += h == 0;
  store_relaxed(&s->hash, h);
  return h;
}

uint32_t weft_str_hash(ref s) { return str_hash(AT(Str, s)); }

ref weft_str_index(ref r, int64_t i) {
  Str *s = AT(Str, r);
  if (i < 0) i += s->len;
  if ((uint64_t)i >= s->len) {
    weft_raise_index(INDEX_STR);
    return 0;
  }
  return str_character(str_get(s, (uint32_t)i));
}

ref weft_str_slice(ref r, int64_t start, int64_t stop, int64_t step, int32_t given) {
  Str *s = AT(Str, r);
  word count = slice_clamp(s->len, &start, &stop, &step, given);
  if (count < 0) return 0;
  if (step == 1) return str_sub(r, (uint32_t)start, (uint32_t)count);
  uint32_t widest = 0;
  if (s->width == 1) widest = 0xff;
  else
    for (word i = 0; i < count; i++) widest |= str_get(s, (uint32_t)(start + i * step));
  ref result = str_new((uint64_t)count, str_width_for(widest));
  if (!result) return 0;
  Str *t = AT(Str, result);
  if (s->width == 1) {
    word i = 0;
    if (step == -1)
      for (; i + 8 <= count; i += 8) swar_store(t->data + i, __builtin_bswap64(swar_load(s->data + start - i - 7)));
    for (; i < count; i++) t->data[i] = s->data[start + i * step];
  } else
    for (word i = 0; i < count; i++) str_set(t, (uint32_t)i, str_get(s, (uint32_t)(start + i * step)));
  return result;
}

ref weft_chr(int64_t code) {
  if ((uint64_t)code >= 0x110000) {
    weft_raise(&weft_type_ValueError, "chr() arg not in range(0x110000)");
    return 0;
  }
  return str_character((uint32_t)code);
}

int64_t weft_ord(ref r) {
  Str *s = AT(Str, r);
  if (s->len == 1) return str_get(s, 0);
  char text[80] = "ord() expected a character, but string of length ", number[24];
  char *end = number + 24, *digits = end;
  uint32_t len = s->len, at = 0;
  do *--digits = (char)('0' + len % 10);
  while (len /= 10);
  while (text[at]) at++;
  memcpy(text + at, digits, (size_t)(end - digits));
  at += (uint32_t)(end - digits);
  memcpy(text + at, " found", 7);
  weft_raise(&weft_type_TypeError, text);
  return 0;
}
