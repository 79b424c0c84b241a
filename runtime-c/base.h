/* The ground that every file of the runtime stands on: references, shared accesses, traps.
 *
 * Conventions for all C here
 * - PTR(r) turns a reference (u32) into a pointer, REF(p) a pointer into a reference. In wasm both are casts.
 *   Natively the arena and all static data lie below 4 GiB (the tests link with -no-pie), so that the reference is
 *   the address there too and `REF(&weft_type_str)` works for static objects; but write PTR and REF everywhere, and
 *   never store a C pointer in a heap object, a frame or a shared record.
 * - A static initialiser of a u32 field that holds an address is ADDRESS(x): the address in wasm, 0 natively (ELF has
 *   no such constant in C); native start-up code fills in what tests need, and readers accept 0.
 * - Allocate in the running task with weft_alloc(bytes) (heap.h): zeroed, 8-aligned, 0 after MemoryError was raised:
 *   return at once then. Nothing moves during a C call, so raw pointers stay good until the call returns.
 * - Raise with weft_raise(&weft_type_ValueError, "text") and return; the caller looks at status.
 * - Functions for errors and rare ends are COLD, which makes them small; whole files of such are listed in build.py.
 * - No libc: memcpy, memset, memmove, memcmp are the __builtin_ ones through the names below (string.h isn't included).
 * - `weft_` prefixes what compiled code may call; file-local functions are static; the rest has its file's prefix.
 * - Every word that more than one worker touches goes through the load_/store_/xchg_/... macros below. C11 orders
 *   natively, so that ThreadSanitizer sees the weaker program; in wasm every one but store_relaxed is sequentially
 *   consistent (an RMW costs 5 to 8 ns, a store 13, a load nothing). Each use says why its order suffices.
 */
#ifndef WEFT_BASE_H
#define WEFT_BASE_H
#include <stddef.h>
#include <stdint.h>
#include "abi.h"

#ifdef __wasm__
#define PTR(r) ((void *)(uintptr_t)(r))
#define REF(p) ((uint32_t)(uintptr_t)(p))
#define ADDRESS(x) ((uint32_t)(uintptr_t)(x))
#else
#define PTR(r) ((void *)(uintptr_t)(uint32_t)(r))
#define REF(p) ((uint32_t)(uintptr_t)(p))
#define ADDRESS(x) 0
#endif
#define AT(type, r) ((type *)PTR(r)) /* AT(List, r)->len */

#define memcpy __builtin_memcpy
#define memset __builtin_memset
#define memmove __builtin_memmove
#define memcmp __builtin_memcmp

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NOINLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#ifdef __clang__
#define COLD __attribute__((noinline, cold, minsize))
#else
#define COLD __attribute__((noinline, cold))
#endif
#define ALIGN8(n) (((uint32_t)(n) + 7u) & ~7u)
#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof(a)[0]))

/* PART(f, "g h") declares part_f: f, for calls that only happen once g or h has been called. Such a call alone doesn't
 * bring f into a module: the linker puts it in where g or h is (compiler/weftc/link/symbols.py). So g and h must be
 * functions that compiled code calls, or other files than their own: else a copy of their code may stand in a
 * caller. */
#ifdef __wasm__
#define PART(f, with) extern __typeof__(f) part_##f __asm__("part:" #f ":" with) __attribute__((weak))
#else
#define PART(f, with) extern __typeof__(f) part_##f __asm__(#f)
#endif
#define ALL_WAITS "wait_begin" /* what a task parks by */
#define ALL_GATES "weft_gate_new weft_names_gate" /* what makes gates, or has one of its own */
#define ALL_JOINS "weft_task_join weft_task_outcome weft_select_done weft_select_arms" /* what waits for a task's end */

/* 1: there is one worker and no ticker, and what only several need is left out: locks, stealing, sharing (object.h). */
#ifdef WEFT_PORTABLE
enum { ONE_WORKER = 1 };
#else
enum { ONE_WORKER = 0 };
#endif

/* --- shared accesses ---------------------------------------------------------------------------------------------- */
#define load_relaxed(p) __atomic_load_n(p, __ATOMIC_RELAXED)
#define load_acquire(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define load_seq(p) __atomic_load_n(p, __ATOMIC_SEQ_CST)
#ifdef __wasm__
/* A plain store: 0.3 ns against 13; aligned, so never torn. */
#define store_relaxed(p, v) (*(volatile __typeof__(*(p)) *)(p) = (v))
#else
#define store_relaxed(p, v) __atomic_store_n(p, v, __ATOMIC_RELAXED)
#endif
#define store_release(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#define xchg_acq_rel(p, v) __atomic_exchange_n(p, v, __ATOMIC_ACQ_REL)
#define xchg_release(p, v) __atomic_exchange_n(p, v, __ATOMIC_RELEASE)
#define xchg_seq(p, v) __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST)
#define cas_acquire(p, expected, v) __atomic_compare_exchange_n(p, expected, v, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)
#define cas_acq_rel(p, expected, v) __atomic_compare_exchange_n(p, expected, v, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)
#define cas_seq(p, expected, v) __atomic_compare_exchange_n(p, expected, v, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)
#define add_relaxed(p, v) __atomic_fetch_add(p, v, __ATOMIC_RELAXED)
#define add_acq_rel(p, v) __atomic_fetch_add(p, v, __ATOMIC_ACQ_REL)
#define add_seq(p, v) __atomic_fetch_add(p, v, __ATOMIC_SEQ_CST)
#define or_release(p, v) __atomic_fetch_or(p, v, __ATOMIC_RELEASE)
#define or_seq(p, v) __atomic_fetch_or(p, v, __ATOMIC_SEQ_CST)
#define and_seq(p, v) __atomic_fetch_and(p, v, __ATOMIC_SEQ_CST)

/* --- a bug of ours ------------------------------------------------------------------------------------------------ */
#if defined(WEFT_DEBUG) || !defined(__wasm__)
void weft_bug(const char *file, int line, const char *what) __attribute__((noreturn, cold));
#define ASSERT(x) ((x) ? (void)0 : weft_bug(__FILE__, __LINE__, #x))
#else
#define ASSERT(x) ((void)0)
#endif

/* --- AddressSanitizer: memory that the allocator holds is poisoned by hand ---------------------------------------- */
#ifdef __SANITIZE_ADDRESS__
void __asan_poison_memory_region(void const volatile *p, size_t n);
void __asan_unpoison_memory_region(void const volatile *p, size_t n);
#define POISON(p, n) __asan_poison_memory_region(p, n)
#define UNPOISON(p, n) __asan_unpoison_memory_region(p, n)
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

/* Clears memory the allocator hands out; small sizes by a loop of stores, since the engine's memory.fill is a call
 * of its own. */
static inline void clear(void *p, uint32_t bytes) {
  if (bytes <= 64) {
    uint64_t *q = p;
    for (uint32_t i = 0; i < bytes / 8; i++) ((volatile uint64_t *)q)[i] = 0;
  } else {
    memset(p, 0, bytes);
  }
}

extern uint32_t weft_heap_start; /* objects below are static: immortal, never moved, scanned or copied */
static inline int is_static(ref r) { return r < weft_heap_start; }

#include "lock.h"
#endif
