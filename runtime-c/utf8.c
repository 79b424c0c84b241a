/* See utf8.h. The table of well-formed sequences is the Unicode standard's 3-7. */
#include "utf8.h"
#include "text.h"

int32_t utf8_decode(const uint8_t *p, uint32_t n, uint32_t *code) {
  uint32_t c = p[0];
  if (c < 0x80) {
    *code = c;
    return 1;
  }
  if (c < 0xc2 || c > 0xf4) return -1;
  uint32_t more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3, value = c & (0x3fu >> more);
  uint32_t low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80, high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
  for (uint32_t i = 1; i <= more; i++) {
    if (i >= n) return 0;
    if (p[i] < low || p[i] > high) return -(int32_t)i;
    value = value << 6 | (p[i] & 0x3f);
    low = 0x80;
    high = 0xbf;
  }
  *code = value;
  return (int32_t)more + 1;
}

uint32_t utf8_encode(uint8_t *to, uint32_t c) {
  if (c < 0x80) {
    to[0] = (uint8_t)c;
    return 1;
  }
  if (c < 0x800) {
    to[0] = (uint8_t)(0xc0 | c >> 6);
    to[1] = (uint8_t)(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    to[0] = (uint8_t)(0xe0 | c >> 12);
    to[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    to[2] = (uint8_t)(0x80 | (c & 0x3f));
    return 3;
  }
  to[0] = (uint8_t)(0xf0 | c >> 18);
  to[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
  to[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
  to[3] = (uint8_t)(0x80 | (c & 0x3f));
  return 4;
}

static void build_hex(Build *b, uint32_t c, uint32_t digits) {
  while (digits-- > 0) build_char(b, (uint8_t)"0123456789abcdef"[c >> (4 * digits) & 15]);
}

COLD void utf8_raise_decode(const uint8_t *p, int32_t bytes, uint32_t position, const char *reason) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, bytes == 1 ? "'utf-8' codec can't decode byte 0x" : "'utf-8' codec can't decode bytes");
  if (bytes == 1) build_hex(b, p[0], 2);
  build_text(b, " in position ");
  weft_build_int(position);
  if (bytes > 1) {
    build_char(b, '-');
    weft_build_int((word)position + bytes - 1);
  }
  build_text(b, ": ");
  build_text(b, reason);
  build_raise(b, &weft_type_UnicodeDecodeError);
}

static inline int32_t is_surrogate(uint32_t c) { return c >= 0xd800 && c < 0xe000; }

int32_t utf8_has_surrogate(const uint8_t *data, uint32_t width, uint32_t len) {
  if (width == 1) return 0;
  for (uint32_t i = 0; i < len; i++)
    if (is_surrogate(str_get_at(data, width, i))) return 1;
  return 0;
}

COLD void utf8_raise_encode(const uint8_t *data, uint32_t width, uint32_t len) {
  uint32_t at = 0, end;
  while (!is_surrogate(str_get_at(data, width, at))) at++;
  for (end = at + 1; end < len && is_surrogate(str_get_at(data, width, end));) end++;
  Text text = {.used = 0}; /* not a Build: every program can print, few build more than text */
  text_put(&text, "'utf-8' codec can't encode character");
  if (end == at + 1) {
    text_put(&text, " '\\u");
    text_hex(&text, str_get_at(data, width, at), 4);
    text_put(&text, "' in position ");
    text_number(&text, at);
  } else {
    text_put(&text, "s in position ");
    text_number(&text, at);
    text_put(&text, "-");
    text_number(&text, (word)end - 1);
  }
  text_put(&text, ": surrogates not allowed");
  text_raise(&weft_type_UnicodeEncodeError, &text);
}

int32_t utf8_build(Build *b, const uint8_t *bytes, uint32_t count, uint32_t position) {
  for (uint32_t i = 0; i < count;) {
    uint32_t run = i;
    while (run < count && bytes[run] < 0x80) run++;
    if (run > i) {
      build_ascii(b, (const char *)bytes + i, run - i);
      i = run;
      continue;
    }
    uint32_t code;
    int32_t length = utf8_decode(bytes + i, count - i, &code);
    if (length <= 0) {
      const char *reason = length == 0                          ? "unexpected end of data"
                           : bytes[i] < 0xc2 || bytes[i] > 0xf4 ? "invalid start byte"
                                                                : "invalid continuation byte";
      utf8_raise_decode(bytes + i, length ? -length : (int32_t)(count - i), position + i, reason);
      return 0;
    }
    build_char(b, code);
    i += (uint32_t)length;
  }
  return 1;
}
