/* A spawned thread ends the program while the first one computes; the first stops when it is told. */
#include "mini.h"

static uint8_t stack[16384] __attribute__((aligned(16)));
static Start start = {stack + sizeof stack, 0};
static _Atomic uint32_t stop;

void weft_on_stop(void) { stop = 1; }

void weft_thread_main(int tid, Start *argument) {
  (void)tid, (void)argument;
  print("leaving\n");
  proc_exit(9);
}

void weft_main(void) {
  if (thread_spawn(&start) < 0) proc_exit(3);
  while (!stop) {}
}
