/* Copying large blocks: see swar.h. */
#include "swar.h"

enum { LARGE = 1024, NEAR = 16 };

/* AMD's processors take 15 times as long where the target, modulo 4096, lies some bytes above the source. It does if
 * something short is put before a large text. */
void swar_copy_large(uint8_t *to, const uint8_t *from, uint32_t bytes) {
  uint32_t above = (uint32_t)(to - from) % 4096, i = 0;
  if (above && above < NEAR && bytes > LARGE)
    for (; i + 32 <= bytes; i += 32) {
      uint64_t a = swar_load(from + i), b = swar_load(from + i + 8);
      uint64_t c = swar_load(from + i + 16), d = swar_load(from + i + 24);
      swar_store(to + i, a);
      swar_store(to + i + 8, b);
      swar_store(to + i + 16, c);
      swar_store(to + i + 24, d);
    }
  memcpy(to + i, from + i, bytes - i);
}
