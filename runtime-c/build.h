/* The text under construction of a worker: one growing buffer, Latin-1 until something wider comes. */
#ifndef WEFT_BUILD_H
#define WEFT_BUILD_H
#include "base.h"
#include "str.h"

/* len: code points; room: bytes; width 1 or 4; as Worker.build */
typedef struct Build { uint32_t data, len, room, width; } Build;
_Static_assert(sizeof(Build) == sizeof(((Worker *)0)->build), "Worker.build is a Build");

static inline Build *build_now(void) { return (Build *)(void *)AT(Worker, weft_worker())->build; }
void build_grow(Build *b, uint32_t more);               /* room for that many code points more */
void build_widen(Build *b);                             /* from now on four bytes each */

static inline void build_reserve(Build *b, uint32_t more) {
  if (UNLIKELY(((uint64_t)b->len + more) * b->width > b->room)) build_grow(b, more);
}
static inline int32_t build_fits(const Build *b, uint32_t more) {
  return ((uint64_t)b->len + more) * b->width <= b->room;
}
static inline void build_char(Build *b, uint32_t c) {
  if (UNLIKELY(c > 0xff && b->width == 1)) build_widen(b);
  build_reserve(b, 1);
  if (!build_fits(b, 1)) return; /* no memory: MemoryError has been raised */
  if (b->width == 1) AT(uint8_t, b->data)[b->len++] = (uint8_t)c;
  else AT(uint32_t, b->data)[b->len++] = c;
}
void build_ascii(Build *b, const char *text, uint32_t count);
void build_text(Build *b, const char *text);            /* NUL-terminated ASCII */
void build_str(Build *b, const Str *s, uint32_t start, uint32_t len);
void build_fill(Build *b, uint32_t c, uint32_t count);
ref build_take(Build *b);                               /* the str; the buffer is empty then */
void build_raise(Build *b, const Type *type);           /* raises with what was built as text */
void build_repr(Build *b, const Str *s, uint32_t most); /* repr(s), at most so many characters of it */
void build_float(Build *b, double x);                   /* repr(x) */
#endif
