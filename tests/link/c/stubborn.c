/* Takes no notice of interrupts. */
#include "mini.h"

static _Atomic uint32_t interrupted;

void weft_on_interrupt(void) { print("not now\n"); }

void weft_main(void) {
  print("ready\n");
  while (!interrupted) {}
}
