/* The system for the native tests: POSIX threads, futex, one arena below 4 GiB. */
#ifndef __wasm__
#define _GNU_SOURCE
#include "os.h"
#include "base.h"
#undef memcpy
#undef memset
#undef memmove
#undef memcmp
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ARENA_AT 0x10000000u
#ifndef ARENA_END /* valgrind's own code stands at 0x58000000: -DARENA_END=0x50000000u there */
#ifdef __SANITIZE_ADDRESS__
#define ARENA_END 0x7ff00000u /* AddressSanitizer's own shadow begins at 0x7fff8000 */
#else
#define ARENA_END 0xffff0000u
#endif
#endif

static uint32_t arena_next = ARENA_AT; /* written under the arena's lock */
static int arena_mapped;

void os_clock_start(struct Core *core) { (void)core; }

uint64_t os_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
void os_wait(uint32_t *word, uint32_t expected, uint64_t timeout_ns) {
  struct timespec t = {(time_t)(timeout_ns / 1000000000u), (long)(timeout_ns % 1000000000u)};
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, &t, 0, 0);
}
void os_wake(uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0); }
void os_sleep(uint64_t ns) {
  struct timespec t = {(time_t)(ns / 1000000000u), (long)(ns % 1000000000u)};
  nanosleep(&t, 0);
}
void weft_thread_main(int32_t tid, uint32_t start);
static void *thread_main(void *start) {
  weft_thread_main(1, REF(start));
  return 0;
}
int os_thread(uint32_t start) {
  pthread_t thread;
  if (pthread_create(&thread, 0, thread_main, PTR(start))) return 0;
  pthread_detach(thread);
  return 1;
}
uint32_t os_grow(uint32_t pages) {
  if (!arena_mapped) {
    void *at = mmap(PTR(ARENA_AT), ARENA_END - ARENA_AT, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (at != PTR(ARENA_AT)) {
      perror("arena");
      abort();
    }
    arena_mapped = 1;
  }
  if ((uint64_t)arena_next + (uint64_t)pages * 65536 > ARENA_END) return 0;
  uint32_t address = arena_next;
  arena_next += pages * 65536;
  return address;
}
int os_interrupted(void) { return 0; }
void os_environment(void) {}
const char *os_getenv(const char *name) { return getenv(name); }
uint64_t os_entropy(void) { return os_now() * 0x9e3779b97f4a7c15u; }
void os_exit(int status) { _exit(status); }
void weft_bug(const char *file, int line, const char *what) {
  fprintf(stderr, "%s:%d: a bug of Weft: %s\n", file, line, what);
  abort();
}
#endif
