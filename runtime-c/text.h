/* Small texts put together in C: the messages of the core's own errors. */
#ifndef WEFT_TEXT_H
#define WEFT_TEXT_H
#include "base.h"
typedef struct Text {
  char bytes[512]; /* what doesn't fit is left out */
  uint32_t used;
} Text;
void text_put(Text *text, const char *utf8);
void text_str(Text *text, ref ascii);
void text_number(Text *text, int64_t n);
void text_hex(Text *text, uint32_t n, uint32_t digits);
void text_seconds(Text *text, double seconds); /* as Python shows the number; a whole one as an int */
void text_raise(const Type *type, const Text *text);
#endif
