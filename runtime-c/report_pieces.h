/* The pieces of what is said of exceptions, written with the `put_byte` of the file that includes this: one writes them
 * as they are (report.c), one behind the margins of exception groups (report_groups.c). */
#ifndef WEFT_REPORT_PIECES_H
#define WEFT_REPORT_PIECES_H
#include "exc.h"

enum { REPEATS_SHOWN = 3 };
static void put_byte(uint32_t byte);

static void put(const char *text) { while (*text) put_byte((uint8_t)*text++); }
static void put_address(uint32_t text) { put(text ? PTR(text) : "?"); }
static void put_number(uint64_t n) {
  char digits[20];
  uint32_t i = 0;
  do digits[i++] = (char)('0' + n % 10); while (n /= 10);
  while (i) put_byte((uint8_t)digits[--i]);
}
static void put_str(ref r) {
  const Str *s = PTR(r);
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t c = s->width == 1   ? s->data[i]
                 : s->width == 2 ? ((const uint16_t *)(const void *)s->data)[i]
                                 : ((const uint32_t *)(const void *)s->data)[i];
    if (c >= 0xd800 && c < 0xe000) { /* a lone surrogate has no UTF-8: as Python's backslashreplace */
      put("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) put_byte("0123456789abcdef"[c >> shift & 15]);
      continue;
    }
    if (c < 0x80) put_byte(c);
    else if (c < 0x800) put_byte(0xc0 | c >> 6), put_byte(0x80 | (c & 63));
    else if (c < 0x10000) put_byte(0xe0 | c >> 12), put_byte(0x80 | (c >> 6 & 63)), put_byte(0x80 | (c & 63));
    else
      put_byte(0xf0 | c >> 18), put_byte(0x80 | (c >> 12 & 63)), put_byte(0x80 | (c >> 6 & 63)),
          put_byte(0x80 | (c & 63));
  }
}

static void put_place(const Where *where) {
  put("File \"");
  put_address(where->file);
  put("\", line ");
  put_number(where->line);
  put(", in ");
  put_address(where->function);
}

static void put_where(const Where *where) {
  put("  ");
  put_place(where);
  put("\n");
}

static void put_excerpt(uint32_t address) {
  if (!address) return;
  put("    ");
  for (const char *text = PTR(address); *text; text++) {
    put_byte((uint8_t)*text);
    if (*text == '\n') put("    ");
  }
  put("\n");
}

static void put_repeats(uint32_t shown) {
  if (shown <= REPEATS_SHOWN) return;
  put("  [Previous line repeated ");
  put_number(shown - REPEATS_SHOWN);
  put(shown > REPEATS_SHOWN + 1 ? " more times]\n" : " more time]\n");
}

static void put_traceback(const Exc *exc, const char *title) {
  if (!exc->traceback || !exc->pad) return;
  put(title);
  const uint32_t *words = PTR(REF(AT(Array, exc->traceback)->data));
  const Where *last = 0;
  uint32_t same = 0; /* how often the last line of the program came in a row, perhaps in different places of it */
  for (uint32_t i = exc->pad; i-- > 0;) { /* outermost is last */
    uint32_t more = 0;
    if (words[i] & 1) more = words[i] >> 1, i--;
    const Where *where = PTR(words[i]);
    if (!last || where->line != last->line || where->function != last->function || where->file != last->file) {
      put_repeats(same);
      same = 0;
    }
    last = where;
    for (uint32_t n = same; n <= same + more && n < REPEATS_SHOWN; n++) {
      put_where(where);
      put_excerpt(where->text);
    }
    same += more + 1;
  }
  put_repeats(same);
}

/* The class and the text. */
static ALWAYS_INLINE void put_error(ref exc) {
  const Exc *x = PTR(exc);
  int is_unbuilt = exc_is_unbuilt(exc);
  if (is_unbuilt) put("error");
  else put_address(AT(Type, x->type)->name);
  ref text = x->text;
  if (text && AT(Str, text)->len) {
    if (!is_unbuilt) put(": ");
    put_str(text);
  }
  uint32_t hint = x->flags >> EXC_HINT_SHIFT;
  if (hint) put_address(hint);
  put("\n");
}

/* Between an exception and the one that it led to. */
static ALWAYS_INLINE void put_link(int is_cause) {
  put(is_cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
               : "\nDuring handling of the above exception, another exception occurred:\n\n");
}
#endif
