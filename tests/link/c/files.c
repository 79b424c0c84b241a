/* Opens a file on a spawned thread, reads and closes it on the first: descriptors are the program's. */
#include "mini.h"

static uint8_t stack[16384] __attribute__((aligned(16)));
static Start start = {stack + sizeof stack, 0};
static _Atomic int file = -1;
static const char name[] = "note.txt";

void weft_thread_main(int tid, Start *argument) {
  int fd;
  (void)tid, (void)argument;
  int error = path_open(3, 0, name, sizeof name - 1, 0, 2 /* read */, 0, 0, &fd);
  file = error ? 1000 + error : fd;
  __builtin_wasm_memory_atomic_notify((int *)&file, 1);
}

void weft_main(void) {
  if (thread_spawn(&start) < 0) proc_exit(3);
  while (file < 0) __builtin_wasm_memory_atomic_wait32((int *)&file, -1, 50000000);
  char text[64];
  Slice slice = {text, sizeof text};
  uint32_t got = 0;
  int error = fd_read(file, &slice, 1, &got);
  if (error) {
    print_number("error ", (uint32_t)(file > 1000 ? file : error));
    proc_exit(1);
  }
  Slice out = {text, got};
  fd_write(1, &out, 1, &got);
  print_number("close ", (uint32_t)fd_close(file));
  print_number("close ", (uint32_t)fd_close(file));
}
