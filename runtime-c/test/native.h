/* The native harness: stands for the compiled program. Include it in exactly one file of a test program.
 *
 * What it gives: weft_worker, weft_status and weft_set_status as thread-locals; the built-in exceptions' Types;
 * native_start(), which makes one worker with one running task on the calling thread, so that weft_alloc, weft_raise
 * and everything that doesn't block can be called at once; native_str() to make a str; native_text() to read one.
 * Link with -no-pie: static data must lie below 4 GiB (base.h).
 *
 *   gcc -no-pie -g -O1 -fsanitize=address,undefined -I. test/mine.c *.c -lpthread
 */
#ifndef WEFT_NATIVE_H
#define WEFT_NATIVE_H
#include "../base.h"
#include "../core.h"
#include "../exc.h"
#include "../heap.h"
#include "../scheduler.h"
#undef memcpy
#undef memset
#undef memmove
#undef memcmp
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local uint32_t native_worker;
static _Thread_local int32_t native_status;
uint32_t weft_worker(void) { return native_worker; }
void weft_set_worker(uint32_t worker) { native_worker = worker; }
int32_t weft_status(void) { return native_status; }
void weft_set_status(int32_t status) { native_status = status; }

#define NATIVE_EXC(X) \
  X(IndexError) X(KeyError) X(ValueError) X(TypeError) X(ZeroDivisionError) X(OverflowError) X(MemoryError) \
  X(RecursionError) X(RuntimeError) X(KeyboardInterrupt) X(SystemExit) X(EOFError) X(OSError) X(FileNotFoundError) \
  X(PermissionError) X(FileExistsError) X(IsADirectoryError) X(NotADirectoryError) X(UnicodeDecodeError) \
  X(UnicodeEncodeError) X(TimeoutError) X(BrokenPipeError) X(UnboundLocalError) X(NameError) X(AttributeError) \
  X(AssertionError) X(io_UnsupportedOperation) X(weft_Closed) X(weft_Empty) X(weft_Full) \
  X(weft_Cancelled) X(weft_Aborted)
/* Writable twins under the linker's names: their `name` is an address, known at run time only; slots as every Exc's. */
typedef struct NativeExcType { Type type; uint16_t slots[8]; } NativeExcType;
#define EXC_SLOT(at) ((at) / 4) << 3 | SLOT_REF
#define X(n)                                             \
  NativeExcType native_type_##n __asm__("weft_type_" #n) = { \
      {.kind = T_EXC, .size = 32, .nslots = 5}, {EXC_SLOT(8), EXC_SLOT(12), EXC_SLOT(16), EXC_SLOT(20), EXC_SLOT(24)}};
NATIVE_EXC(X)
#undef X

static inline void native_types(void) {
  uint32_t id = 100;
#define X(n) native_type_##n.type.class_id = id++, native_type_##n.type.name = REF(#n);
  NATIVE_EXC(X)
#undef X
}

static inline void native_start(void) {
  native_types();
  arena_init();
  exc_init();
  Core *core = core_new(0);
  weft_set_worker(REF(core));
  weft_global.worker_count = 1;
  weft_global.workers[0] = REF(core);
  static const FrameDesc none = {.size = 8};
  Task *task = task_new(core, &none);
  core_load(core, task, task_fiber(task));
  weft_set_status(STATUS_RUNNING);
}
static inline ref native_str(const char *utf8) { return weft_text(utf8); }
/* The text of a str as UTF-8, in a static buffer. */
static inline const char *native_text(ref r) {
  static char out[4][4096];
  static int turn;
  char *o = out[turn++ & 3], *p = o;
  Str *s = PTR(r);
  for (uint32_t i = 0; i < s->len && p < o + 4000; i++) {
    uint32_t c = s->width == 1 ? s->data[i] : s->width == 2 ? ((uint16_t *)s->data)[i] : ((uint32_t *)s->data)[i];
    if (c < 0x80) *p++ = (char)c;
    else if (c < 0x800) *p++ = (char)(0xc0 | c >> 6), *p++ = (char)(0x80 | (c & 63));
    else if (c < 0x10000)
      *p++ = (char)(0xe0 | c >> 12), *p++ = (char)(0x80 | (c >> 6 & 63)), *p++ = (char)(0x80 | (c & 63));
    else
      *p++ = (char)(0xf0 | c >> 18), *p++ = (char)(0x80 | (c >> 12 & 63)), *p++ = (char)(0x80 | (c >> 6 & 63)),
      *p++ = (char)(0x80 | (c & 63));
  }
  *p = 0;
  return o;
}
/* The exception on its way: its class name, or ""; native_message() its text. Clears it. */
static inline const char *native_raised(void) {
  Worker *w = PTR(weft_worker());
  return weft_status() == STATUS_RAISING ? (const char *)PTR(AT(Type, AT(Exc, w->exc)->type)->name) : "";
}
static inline const char *native_message(void) {
  Worker *w = PTR(weft_worker());
  return weft_status() == STATUS_RAISING && AT(Exc, w->exc)->text ? native_text(AT(Exc, w->exc)->text) : "";
}
#endif
