/* What the tests' C programs need of WASI and of the contract. */
#ifndef MINI_H
#define MINI_H
#include <stdint.h>

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(name)))
typedef struct Slice { const char *start; uint32_t length; } Slice;
WASI("fd_write") int fd_write(int fd, const Slice *slices, int count, uint32_t *written);
WASI("fd_read") int fd_read(int fd, const Slice *slices, int count, uint32_t *got);
WASI("fd_close") int fd_close(int fd);
WASI("path_open") int path_open(int dir, int lookup, const char *path, uint32_t length, int oflags, uint64_t rights, uint64_t inheriting, int fdflags, int *fd);
WASI("proc_exit") _Noreturn void proc_exit(int status);
WASI("clock_time_get") int clock_time_get(int clock, uint64_t precision, uint64_t *time);
WASI("environ_sizes_get") int environ_sizes_get(uint32_t *count, uint32_t *bytes);
WASI("environ_get") int environ_get(char **entries, char *text);
WASI("args_sizes_get") int args_sizes_get(uint32_t *count, uint32_t *bytes);
WASI("args_get") int args_get(char **entries, char *text);
WASI("sched_yield") int sched_yield(void);
__attribute__((import_module("wasi"), import_name("thread-spawn"))) int thread_spawn(void *start);

static inline uint32_t text_length(const char *text) {
  uint32_t length = 0;
  while (text[length]) length++;
  return length;
}

static inline void print(const char *text) {
  Slice slice = {text, text_length(text)};
  uint32_t written;
  fd_write(1, &slice, 1, &written);
}

static inline void print_number(const char *label, uint32_t number) {
  char text[64];
  char *end = text + sizeof text - 1, *at = end;
  *at = 0;
  *--at = '\n';
  do *--at = (char)('0' + number % 10);
  while (number /= 10);
  uint32_t length = text_length(label);
  for (uint32_t i = length; i-- > 0;) *--at = label[i];
  print(at);
}

static inline uint64_t now_ns(void) {
  uint64_t time;
  clock_time_get(1, 1, &time);
  return time;
}

/* a thread's start argument: the contract wants the top of its C stack first */
typedef struct Start { void *stack_top; uint32_t number; } Start;
#endif
