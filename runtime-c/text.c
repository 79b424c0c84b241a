/* Small texts: see text.h. */
#include "text.h"
#include "heap.h"

static void put_byte(Text *text, char byte) {
  if (text->used < sizeof text->bytes) text->bytes[text->used++] = byte;
}
void text_put(Text *text, const char *utf8) { while (*utf8) put_byte(text, *utf8++); }

void text_str(Text *text, ref ascii) {
  const Str *s = PTR(ascii);
  for (uint32_t i = 0; i < s->len; i++) put_byte(text, (char)s->data[i]);
}

void text_number(Text *text, int64_t n) {
  char digits[20];
  uint32_t i = 0;
  uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
  if (n < 0) put_byte(text, '-');
  do digits[i++] = (char)('0' + u % 10); while (u /= 10);
  while (i) put_byte(text, digits[--i]);
}

void text_hex(Text *text, uint32_t n, uint32_t digits) {
  while (digits-- > 0) put_byte(text, "0123456789abcdef"[n >> 4 * digits & 15]);
}

void text_seconds(Text *text, double seconds) {
  if (seconds < 1e15 && seconds == (double)(int64_t)seconds) {
    text_number(text, (int64_t)seconds);
    return;
  }
  ref r = weft_float_to_str(seconds);
  if (r) text_str(text, r);
}

void text_raise(const Type *type, const Text *text) {
  ref r = weft_text_bytes(text->bytes, text->used);
  if (r) weft_raise_text(type, r);
}
