/* What the files that handle str share: reading code points, making strings.
 *
 * An *open* text is one that is being put together (str_append.c): it has room behind its characters, and instead of a
 * hash it holds how many bytes of them there may be. One variable of compiled code holds it, and nothing else does, so
 * nobody sees it grow. What is to hold it besides seals it first; compiled code does that, but for the calls whose row
 * says `borrows`: they keep no text that they are given, and give none back but as str_itself.
 */
#ifndef WEFT_STR_H
#define WEFT_STR_H
#include "base.h"
#include "heap.h"

#define STR_OPEN 0x80000000u /* in Str.hash; the rest is the room in bytes. Hashes are smaller */

static inline int str_is_open(const Str *s) {
  return load_relaxed(&s->hash) >> 31; /* relaxed: others may write a shared text's hash, which never has the bit */
}
void weft_str_seal(ref s);
/* a text that a call was given, as its result */
static inline ref str_itself(ref s) {
  weft_str_seal(s);
  return s;
}

static inline uint32_t str_get_at(const uint8_t *data, uint32_t width, uint32_t i) {
  if (width == 1) return data[i];
  if (width == 2) return ((const uint16_t *)(const void *)data)[i];
  return ((const uint32_t *)(const void *)data)[i];
}
static inline uint32_t str_get(const Str *s, uint32_t i) { return str_get_at(s->data, s->width, i); }
static inline void str_set(Str *s, uint32_t i, uint32_t c) {
  if (s->width == 1) s->data[i] = (uint8_t)c;
  else if (s->width == 2) ((uint16_t *)(void *)s->data)[i] = (uint16_t)c;
  else ((uint32_t *)(void *)s->data)[i] = c;
}
static inline uint32_t str_width_for(uint32_t widest) { return widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4; }

ref str_new(uint64_t len, uint32_t width);            /* to be filled; 0 after MemoryError was raised */
/* all code points or-ed: enough for str_width_for */
uint32_t str_widest(const uint8_t *data, uint32_t width, uint32_t len);
/* a str of code points, narrowed as far as they allow */
ref str_from(const uint8_t *data, uint32_t width, uint32_t len);
ref str_sub(ref s, uint32_t start, uint32_t len);                       /* s itself when it is the whole */
ref str_character(uint32_t c);
void str_copy(Str *to, uint32_t at, const Str *from, uint32_t start, uint32_t len); /* to is at least as wide */
/* does s have part there? the caller knows that it fits */
int32_t str_equal_at(const Str *s, uint32_t at, const Str *part);
/* part not empty; UINT32_MAX: not there */
uint32_t str_find(const Str *s, const Str *part, uint32_t start, uint32_t stop);
uint32_t str_count_byte(const Str *s, uint8_t c); /* in Latin-1 */
uint32_t str_hash(Str *s);
#endif
