/* Size classes, cut from the arena's pages.
 *
 * Invariants
 * - A pool belongs to one worker and is touched by it alone: no atomics. Memory freed by another worker than the one
 *   that allocated it stays with the freeing one; whole batches go to a central list and come back from there, so a
 *   worker that only frees feeds one that only allocates at one lock per batch.
 * - Memory handed out is not cleared.
 */
#ifndef WEFT_POOL_H
#define WEFT_POOL_H
#include "arena.h"

enum { POOL_CLASSES = 29, POOL_MAX = 32768 };

typedef struct Pool {
  uint32_t head[POOL_CLASSES], spare[POOL_CLASSES]; /* chains of free objects */
  uint32_t count[POOL_CLASSES];                     /* length of the chain at head; a spare chain has a batch's */
  uint32_t bump[POOL_CLASSES], bump_end[POOL_CLASSES];
} Pool;

uint32_t pool_round(uint32_t bytes);                 /* bytes that an object of that size takes */
uint32_t pool_alloc_slow(Pool *pool, uint32_t class);
void pool_free_slow(Pool *pool, uint32_t class, uint32_t address);

enum { POOL_STEPPED = 256 };
/* Classes: every 16 bytes to POOL_STEPPED, then four steps a doubling to 1024, then doublings to 32 KB. */
static inline uint32_t pool_class(uint32_t bytes) {
  if (LIKELY(bytes <= POOL_STEPPED)) return (bytes + 15) / 16 - (bytes != 0);
  if (bytes <= 512) return 16 + (bytes - 256 + 63) / 64 - 1;
  if (bytes <= 1024) return 20 + (bytes - 512 + 127) / 128 - 1;
  return 24 + (32 - (uint32_t)__builtin_clz(bytes - 1)) - 11;
}
static inline uint32_t pool_class_bytes(uint32_t class) {
  if (class < 16) return (class + 1) * 16;
  if (class < 20) return 256 + (class - 15) * 64;
  if (class < 24) return 512 + (class - 19) * 128;
  return 2048u << (class - 24);
}
static inline uint32_t pool_batch(uint32_t class) { /* objects that move to and from the central list at once */
  uint32_t n = 16384 / pool_class_bytes(class);
  return n > 256 ? 256 : n < 2 ? 2 : n;
}

/* Memory of 1 to POOL_MAX bytes; 0: none to be had. */
static inline uint32_t pool_alloc(Pool *pool, uint32_t bytes) {
  uint32_t class = pool_class(bytes), address = pool->head[class];
  if (UNLIKELY(!address)) return pool_alloc_slow(pool, class);
  UNPOISON(PTR(address), pool_class_bytes(class));
  pool->head[class] = *AT(uint32_t, address);
  pool->count[class]--;
  return address;
}
static inline void pool_free(Pool *pool, uint32_t address, uint32_t bytes) {
  uint32_t class = pool_class(bytes);
  if (UNLIKELY(pool->count[class] >= pool_batch(class))) {
    pool_free_slow(pool, class, address);
    return;
  }
  *AT(uint32_t, address) = pool->head[class];
  POISON(PTR(address), pool_class_bytes(class));
  pool->head[class] = address;
  pool->count[class]++;
}
#endif
