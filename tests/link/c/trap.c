/* A spawned thread traps; the first would wait for ever, but for weft_stop. */
#include "mini.h"

static uint8_t stack[16384] __attribute__((aligned(16)));
static Start start = {stack + sizeof stack, 0};
static _Atomic uint32_t stop;

void weft_on_stop(void) { stop = 1; }

__attribute__((noinline)) void fall_over(void) { __builtin_trap(); }

void weft_thread_main(int tid, Start *argument) {
  (void)tid, (void)argument;
  fall_over();
}

void weft_main(void) {
  if (thread_spawn(&start) < 0) proc_exit(3);
  while (!stop) __builtin_wasm_memory_atomic_wait32((int *)&stop, 0, 50000000);
}
