/* Stands for the parts of the runtime that tests of the core don't link: output, strings, dictionaries, files. */
#include "../base.h"
#include "../dict.h"
#include "../copier.h"
#include "../heap.h"
#include "../idle.h"
#include "../io.h"
#include "../object.h"
#include "../set.h"
#include "../str.h"
#ifndef __wasm__
#undef memcpy
#include <unistd.h>
void weft_io_stderr(const char *text, uint32_t bytes) { if (write(2, text, bytes) < 0) return; }
#else
typedef struct Iovec { const char *at; uint32_t bytes; } Iovec;
__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) uint16_t
wasi_fd_write(uint32_t fd, const Iovec *v, uint32_t n, uint32_t *written);
void weft_io_stderr(const char *text, uint32_t bytes) {
  uint32_t written;
  Iovec v = {text, bytes};
  wasi_fd_write(2, &v, 1, &written);
}
#endif
void weft_io_flush(void) {}
uint32_t ticks;
void weft_io_flush_if_old(void) {
  idle_end_alone(); /* as before each write */
  add_relaxed(&ticks, 1);
}
int32_t weft_io_failed(void) { return 0; }
void file_drop(struct Core *core, uint32_t object) { (void)core, (void)object; }
void dict_scan(Copier *copier, const Type *type, uint32_t dict) { (void)copier, (void)type, (void)dict; }
void set_scan(Copier *copier, const Type *type, uint32_t set) { (void)copier, (void)type, (void)set; }
uint32_t str_hash(Str *s) {
  uint32_t hash = s->len;
  for (uint32_t i = 0; i < s->len; i++) hash = hash * 31 + s->data[i];
  return hash;
}
int32_t weft_str_eq(ref a, ref b) {
  const Str *s = AT(Str, a), *t = AT(Str, b);
  uint32_t i = 0;
  while (i < s->len && s->len == t->len && s->data[i] == t->data[i]) i++;
  return i == s->len && i == t->len;
}
ref weft_str_concat(ref a, ref b) { (void)b; return a; }
Type stub_type_str __asm__("weft_type_str") = {.kind = T_STR, .flags = TYPE_LEAF};
ref weft_float_to_str(double x) { return (void)x, weft_text("0.5"); }
