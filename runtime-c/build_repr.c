/* repr of strings. */
#include "build.h"
#include "unicode.h"

static void build_hex(Build *b, uint32_t c, uint32_t digits) {
  while (digits-- > 0) build_char(b, (uint8_t)"0123456789abcdef"[c >> (4 * digits) & 15]);
}

void build_repr(Build *b, const Str *s, uint32_t most) {
  uint32_t single = 0, twice = 0, start = b->len;
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t c = str_get(s, i);
    single |= c == '\'';
    twice |= c == '"';
  }
  uint32_t quote = single && !twice ? '"' : '\'';
  build_char(b, quote);
  for (uint32_t i = 0; i < s->len && b->len - start < most; i++) {
    uint32_t c = str_get(s, i);
    if (c == quote || c == '\\') {
      build_char(b, '\\');
      build_char(b, c);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      build_char(b, '\\');
      build_char(b, c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
    } else if (c >= ' ' && c < 0x7f) {
      build_char(b, c);
    } else if (c > 0x7f && (weft_unicode_flags(c) & U_PRINTABLE)) {
      build_char(b, c);
    } else {
      build_char(b, '\\');
      build_char(b, c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
      build_hex(b, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    }
  }
  build_char(b, quote);
  if (b->len - start > most) b->len = start + most;
}

ref weft_str_repr(ref s) {
  weft_build_begin();
  Build *b = build_now();
  build_repr(b, AT(Str, s), UINT32_MAX);
  return build_take(b);
}
