/* A spin lock in a word: 0 free, 1 held. Held for bounded work only, never across a return to compiled code. */
#ifndef WEFT_LOCK_H
#define WEFT_LOCK_H
#include "base.h"

typedef uint32_t Lock;
void lock_slow(Lock *lock);
void lock_pause(void); /* 0.1 ms: for spins that took too long */
static inline void lock_take(Lock *lock) {
  uint32_t expected = 0;
  /* acquire: what the last holder wrote is seen */
  if (!ONE_WORKER && UNLIKELY(!cas_acquire(lock, &expected, 1))) lock_slow(lock);
}
static inline int lock_try(Lock *lock) {
  uint32_t expected = 0;
  return ONE_WORKER || cas_acquire(lock, &expected, 1);
}
static inline void lock_drop(Lock *lock) {
  /* release: what was written under the lock is published; xchg: half the price of a store in wasm */
  if (!ONE_WORKER) (void)xchg_release(lock, 0);
}
#endif
