/* Two threads that each wait until the other runs, so it ends only if they run at once; then both compute. */
#include "mini.h"

static uint8_t stack[16384] __attribute__((aligned(16)));
static Start start = {stack + sizeof stack, 7};
static _Atomic uint32_t here, sum, done;

static uint32_t work(uint32_t seed) {
  uint32_t x = seed;
  for (int i = 0; i < 100000000; i++) x = x * 1664525 + 1013904223;
  return x;
}

static void meet(void) {
  here++;
  while (here < 2) {}
}

void weft_thread_main(int tid, Start *argument) {
  meet();
  sum += work(argument->number) & 1;
  sum += (uint32_t)(tid > 0 ? 10 : 0);
  done = 1;
  __builtin_wasm_memory_atomic_notify((int *)&done, 1);
}

void weft_main(void) {
  if (thread_spawn(&start) < 0) proc_exit(3);
  meet();
  sum += work(8) & 1;
  while (!done) __builtin_wasm_memory_atomic_wait32((int *)&done, 0, 50000000);
  print_number("sum ", sum);
  proc_exit(5);
}
