/* UTF-8, strictly: no surrogates, no overlong forms; errors as CPython words them. */
#ifndef WEFT_UTF8_H
#define WEFT_UTF8_H
#include "base.h"
#include "build.h"

/* The bytes of the character at p (n > 0 of them at hand): 1 to 4; 0: more are needed; -k: invalid, k bytes are to
 * blame. */
int32_t utf8_decode(const uint8_t *p, uint32_t n, uint32_t *code);
/* Up to 4 bytes; a surrogate must not come here. */
uint32_t utf8_encode(uint8_t *to, uint32_t code);
void utf8_raise_decode(const uint8_t *p, int32_t bytes, uint32_t position, const char *reason);
void utf8_raise_encode(const uint8_t *data, uint32_t width, uint32_t len); /* at the first surrogate */
int32_t utf8_has_surrogate(const uint8_t *data, uint32_t width, uint32_t len);
/* Appends bytes as text; 0 after UnicodeDecodeError was raised. `position`: of the first byte, for the error. */
int32_t utf8_build(Build *b, const uint8_t *bytes, uint32_t count, uint32_t position);
#endif
