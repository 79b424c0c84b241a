/* Prints its arguments and environment, and exits with the status that the first argument is long. */
#include "mini.h"

static char *entries[64], text[4096];

void weft_main(void) {
  uint32_t count, bytes;
  args_sizes_get(&count, &bytes);
  args_get(entries, text);
  for (uint32_t i = 0; i < count; i++) print(entries[i]), print("\n");
  int status = (int)text_length(entries[0]);
  environ_sizes_get(&count, &bytes);
  environ_get(entries, text);
  for (uint32_t i = 0; i < count; i++) print(entries[i]), print("\n");
  proc_exit(status);
}
