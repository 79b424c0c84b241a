/* Portable: asks at the end of each slice whether to stop. */
#include "mini.h"

void weft_main(void) {
  print("ready\n");
  for (;;) {
    uint64_t start = now_ns();
    while (now_ns() - start < 1000000) {}
    if (sched_yield()) break;
  }
  print("interrupted\n");
  proc_exit(42);
}
