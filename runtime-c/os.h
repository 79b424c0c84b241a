/* What the runtime needs of the system: WASI in wasm (os_wasi.c), POSIX in the tests (os_native.c). */
#ifndef WEFT_OS_H
#define WEFT_OS_H
#include <stdint.h>

struct Core;
/* once on each worker's own thread, the first worker first */
void os_clock_start(struct Core *core);
uint64_t os_now(void);                                             /* monotonic nanoseconds */
/* sleeps while *word is `expected`, at most so long; may wake early */
void os_wait(uint32_t *word, uint32_t expected, uint64_t timeout_ns);
void os_wake(uint32_t *word);                                      /* wakes one sleeper; about 20 us under wasmtime */
void os_sleep(uint64_t ns);                                        /* where there is no one to wake us (portable) */
/* a thread that enters weft_thread_main(tid, start); 0: none to be had */
int os_thread(uint32_t start);
/* that many more 64-KB pages: the address of the first; 0: refused */
uint32_t os_grow(uint32_t pages);
const char *os_getenv(const char *name);                           /* after os_environment; NULL if unset */
void os_environment(void);                                         /* reads the environment once, at start */
uint64_t os_entropy(void);
/* portable, at the end of a slice: whether the host asks for KeyboardInterrupt */
int os_interrupted(void);
void os_exit(int status) __attribute__((noreturn));
#endif
