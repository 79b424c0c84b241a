/* The system in wasm: WASI preview 1, wasi.thread-spawn, the engine's wait and notify. */
#ifdef __wasm__
#include "base.h"
#include "core.h"
#include "os.h"

#define IMPORT(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(name)))
IMPORT("clock_time_get") uint16_t wasi_clock_time_get(uint32_t id, uint64_t precision, uint64_t *time);
IMPORT("environ_sizes_get") uint16_t wasi_environ_sizes_get(uint32_t *count, uint32_t *bytes);
IMPORT("environ_get") uint16_t wasi_environ_get(char **entries, char *text);
IMPORT("proc_exit") void wasi_proc_exit(uint32_t status) __attribute__((noreturn));
IMPORT("random_get") uint16_t wasi_random_get(void *at, uint32_t bytes);

static uint64_t clock_get(uint32_t id) {
  uint64_t now = 0;
  wasi_clock_time_get(id, 1, &now);
  return now;
}

/* The steady clock of each instance may begin when that instance was made (wasmtime's does): what a worker adds makes
 * it that of the first. The two readings of the day's clock are the only ones. */
static int64_t first_day;
void os_clock_start(Core *core) {
  int64_t day = (int64_t)(clock_get(0) - clock_get(1));
  if (!first_day) first_day = day;
  core->clock_offset = day - first_day;
}

uint64_t os_now(void) {
  uint32_t worker = weft_worker();
  return clock_get(1) + (worker ? (uint64_t)AT(Core, worker)->clock_offset : 0);
}

#ifdef WEFT_PORTABLE
typedef struct Subscription {
  uint64_t userdata;
  uint8_t tag; /* 0: clock */
  uint32_t clock;
  uint64_t timeout, precision;
  uint16_t flags;
} Subscription;
typedef struct Event { uint64_t userdata; uint16_t error; uint8_t type; uint64_t rest[2]; } Event;
IMPORT("poll_oneoff") uint16_t wasi_poll_oneoff(const Subscription *in, Event *out, uint32_t count, uint32_t *events);
void os_sleep(uint64_t ns) {
  Subscription sub = {.clock = 1, .timeout = ns};
  Event event;
  uint32_t events;
  wasi_poll_oneoff(&sub, &event, 1, &events);
}
void os_wait(uint32_t *word, uint32_t expected, uint64_t timeout_ns) { (void)word, (void)expected, (void)timeout_ns; }
void os_wake(uint32_t *word) { (void)word; }
int os_thread(uint32_t start) { return (void)start, 0; }
IMPORT("sched_yield") uint16_t wasi_sched_yield(void);
/* ERRNO_INTERRUPTED: a host that was asked to interrupt; bare ones say 0 */
int os_interrupted(void) { return wasi_sched_yield() == ERRNO_INTERRUPTED; }
#else
__attribute__((import_module("wasi"), import_name("thread-spawn"))) int32_t wasi_thread_spawn(uint32_t start);
int os_thread(uint32_t start) { return wasi_thread_spawn(start) >= 0; }
/* Alone in a small function that returns at once: one engine's first tier clobbers locals that live across the wait. */
NOINLINE void os_wait(uint32_t *word, uint32_t expected, uint64_t timeout_ns) {
  __builtin_wasm_memory_atomic_wait32((int *)word, (int)expected, (int64_t)timeout_ns);
}
NOINLINE void os_wake(uint32_t *word) { __builtin_wasm_memory_atomic_notify((int *)word, 1); }
void os_sleep(uint64_t ns) {
  static uint32_t never;
  os_wait(&never, 0, ns);
}
#endif

uint32_t os_grow(uint32_t pages) {
  uint32_t old = (uint32_t)__builtin_wasm_memory_grow(0, pages);
  return old == 0xffffffffu ? 0 : old * 65536;
}

static char **environment;
static uint32_t environment_count;

void os_environment(void) {
  uint32_t bytes = 0;
  if (wasi_environ_sizes_get(&environment_count, &bytes) || !environment_count) {
    environment_count = 0;
    return;
  }
  /* before the arena exists; kept for good */
  uint32_t pages = (environment_count * 4 + bytes) / 65536 + 1, at = os_grow(pages);
  environment = PTR(at);
  if (!at || wasi_environ_get(environment, (char *)(environment + environment_count))) environment_count = 0;
}

const char *os_getenv(const char *name) {
  for (uint32_t i = 0; i < environment_count; i++) {
    const char *entry = environment[i], *n = name;
    while (*n && *n == *entry) n++, entry++;
    if (!*n && *entry == '=') return entry + 1;
  }
  return 0;
}

uint64_t os_entropy(void) {
  uint64_t random = 0;
  wasi_random_get(&random, sizeof random);
  return random;
}

void os_exit(int status) { wasi_proc_exit((uint32_t)status); }
#ifdef WEFT_DEBUG
void weft_bug(const char *file, int line, const char *what) { (void)file, (void)line, (void)what; __builtin_trap(); }
#endif
#endif
