/* Computes until somebody interrupts it. The program's exit status is 42 then. */
#include "mini.h"

static _Atomic uint32_t interrupted;

void weft_on_interrupt(void) { interrupted = 1; }

void weft_main(void) {
  print("ready\n");
  while (!interrupted) {}
  print("interrupted\n");
  proc_exit(42);
}
