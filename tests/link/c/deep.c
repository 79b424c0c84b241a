/* Uses as much of the engine's stack as a worker may. Each call takes at least 16 bytes of it. */
#include "mini.h"

__attribute__((noinline)) static uint32_t down(uint32_t depth) {
  if (depth == 0) return 0;
  uint32_t below = down(depth - 1);
  return below + (below & 1) + 1;
}

static char *entries[64], text[4096];

void weft_main(void) {
  uint32_t count, bytes, stack = 0;
  environ_sizes_get(&count, &bytes);
  environ_get(entries, text);
  static const char name[] = "WEFT_ENGINE_STACK=";
  for (uint32_t i = 0; i < count; i++) {
    if (__builtin_memcmp(entries[i], name, 18)) continue;
    for (char *at = entries[i] + 18; *at; at++) stack = stack * 10 + (uint32_t)(*at - '0');
  }
  print(down(stack / 64) ? "deep enough\n" : "no setting\n");
}

int memcmp(const void *a, const void *b, unsigned long n) {
  for (const char *x = a, *y = b; n--; x++, y++)
    if (*x != *y) return 1;
  return 0;
}
