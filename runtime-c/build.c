/* Building text piece by piece: f-strings, print, and what the runtime itself puts together.
 *
 * The buffer is the worker's (Worker.build), kept from use to use and given back only when it has grown beyond
 * BUILD_KEEP. If there is no memory the buffer stays as it is, MemoryError is raised, and further pieces are dropped.
 */
#include "build.h"
#include "arena.h"
#include "decimal.h"

enum { BUILD_KEEP = 16 * PAGE };

COLD void build_grow(Build *b, uint32_t more) {
  uint64_t bytes = ((uint64_t)b->len + more) * b->width;
  if (bytes < (uint64_t)b->room * 2) bytes = (uint64_t)b->room * 2;
  uint32_t pages = (uint32_t)((bytes + PAGE - 1) / PAGE);
  uint32_t data = bytes > 0x7fffffff ? 0 : arena_pages(pages, PAGE_USED);
  if (!data) {
    weft_raise_memory();
    return;
  }
  if (b->room) {
    memcpy(PTR(data), PTR(b->data), (size_t)b->len * b->width);
    arena_pages_free(b->data, b->room / PAGE);
  }
  b->data = data;
  b->room = pages * PAGE;
}

COLD void build_widen(Build *b) {
  uint64_t bytes = ((uint64_t)b->len + 64) * 4;
  if (bytes > b->room) {
    build_grow(b, (uint32_t)(bytes > 0xfffffff0 ? 0xfffffff0 : bytes) - b->len);
    if (bytes > b->room) return;
  }
  const uint8_t *narrow = AT(uint8_t, b->data);
  uint32_t *wide = AT(uint32_t, b->data);
  for (uint32_t i = b->len; i-- > 0;) wide[i] = narrow[i]; /* from the end: in place */
  b->width = 4;
}

void build_ascii(Build *b, const char *text, uint32_t count) {
  build_reserve(b, count);
  if (!build_fits(b, count)) return;
  if (LIKELY(b->width == 1)) {
    uint8_t *to = AT(uint8_t, b->data) + b->len;
    for (uint32_t i = 0; i < count; i++) to[i] = (uint8_t)text[i];
  } else {
    uint32_t *to = AT(uint32_t, b->data) + b->len;
#pragma clang loop unroll(disable) /* rare, and in every module that prints a number */
    for (uint32_t i = 0; i < count; i++) to[i] = (uint8_t)text[i];
  }
  b->len += count;
}

void build_text(Build *b, const char *text) {
  uint32_t count = 0;
  while (text[count]) count++;
  build_ascii(b, text, count);
}

void build_str(Build *b, const Str *s, uint32_t start, uint32_t len) {
  if (UNLIKELY(s->width != 1 && b->width == 1)) build_widen(b);
  build_reserve(b, len);
  if (!build_fits(b, len) || s->width > b->width) return;
  if (LIKELY(b->width == 1)) memcpy(AT(uint8_t, b->data) + b->len, s->data + start, len);
  else {
    uint32_t *to = AT(uint32_t, b->data) + b->len;
    for (uint32_t i = 0; i < len; i++) to[i] = str_get(s, start + i);
  }
  b->len += len;
}

void build_fill(Build *b, uint32_t c, uint32_t count) {
  if (c > 0xff && b->width == 1) build_widen(b);
  build_reserve(b, count);
  if (!build_fits(b, count)) return;
  if (b->width == 1) memset(AT(uint8_t, b->data) + b->len, (int)c, count);
  else
    for (uint32_t i = 0; i < count; i++) AT(uint32_t, b->data)[b->len + i] = c;
  b->len += count;
}

static void forget(Build *b) {
  b->len = 0;
  b->width = 1;
  if (UNLIKELY(b->room > BUILD_KEEP)) {
    arena_pages_free(b->data, b->room / PAGE);
    b->data = b->room = 0;
  }
}

ref build_take(Build *b) {
  ref s = b->len ? str_from(AT(uint8_t, b->data), b->width, b->len) : str_new(0, 1);
  forget(b);
  return s;
}

void build_raise(Build *b, const Type *type) {
  ref text = build_take(b);
  if (text) weft_raise_text(type, text);
}

void build_float(Build *b, double x) {
  char text[DECIMAL_SHORTEST_MAX + 3], out[40], *to = out;
  if (x != x) {
    build_ascii(b, "nan", 3);
    return;
  }
  if (__builtin_signbit(x)) {
    *to++ = '-';
    x = -x;
  }
  if (x == __builtin_inf()) {
    memcpy(to, "inf", 3);
    build_ascii(b, out, (uint32_t)(to + 3 - out));
    return;
  }
  int32_t point = 1, count = 1;
  if (x == 0) text[0] = '0';
  else count = weft_decimal_shortest(x, text, &point);
  if (point > -4 && point <= 16) { /* float_repr_style 'short': 1e-4 and 1e16 are the borders */
    if (point <= 0) {
      *to++ = '0';
      *to++ = '.';
      for (int32_t i = point; i < 0; i++) *to++ = '0';
      for (int32_t i = 0; i < count; i++) *to++ = text[i];
    } else {
      for (int32_t i = 0; i < point; i++) *to++ = i < count ? text[i] : '0';
      *to++ = '.';
      if (count <= point) *to++ = '0';
      for (int32_t i = point; i < count; i++) *to++ = text[i];
    }
  } else {
    *to++ = text[0];
    if (count > 1) *to++ = '.';
    for (int32_t i = 1; i < count; i++) *to++ = text[i];
    int32_t exponent = point - 1;
    *to++ = 'e';
    *to++ = exponent < 0 ? '-' : '+';
    if (exponent < 0) exponent = -exponent;
    if (exponent < 10) *to++ = '0';
    char number[24], *start = weft_decimal_int(exponent, number + 24);
    while (start < number + 24) *to++ = *start++;
  }
  build_ascii(b, out, (uint32_t)(to - out));
}

void weft_build_begin(void) {
  Build *b = build_now();
  b->len = 0;
  b->width = 1;
}
void weft_build_str(ref s) { build_str(build_now(), AT(Str, s), 0, AT(Str, s)->len); }
void weft_build_int(word i) {
  Build *b = build_now();
  char text[24], *start = weft_decimal_int(i, text + 24);
  build_ascii(b, start, (uint32_t)(text + 24 - start));
}
void weft_build_float(double x) { build_float(build_now(), x); }
void weft_build_bool(int32_t value) { build_text(build_now(), value ? "True" : "False"); }
void weft_build_none(void) { build_text(build_now(), "None"); }
ref weft_build_end(void) { return build_take(build_now()); }

ref weft_int_to_str(word i) {
  char text[24], *start = weft_decimal_int(i, text + 24);
  uint32_t count = (uint32_t)(text + 24 - start);
  ref s = str_new(count, 1);
  if (s) memcpy(AT(Str, s)->data, start, count);
  return s;
}

ref weft_float_to_str(double x) {
  weft_build_begin();
  build_float(build_now(), x);
  return build_take(build_now());
}
