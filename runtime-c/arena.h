/* Memory for everything: runs of 64-KB pages from one arena, and size classes cut from them.
 *
 * Invariants
 * - The first page of the arena is the table: one byte per page, written under arena_lock.
 * - Free runs carry {pages, next, prev} in their first page and their start in their last word; no two are adjacent.
 * - A pool belongs to one worker and is touched by it alone: no atomics. Memory freed by another worker than the one
 *   that allocated it stays with the freeing one; whole batches go to a central list and come back from there, so a
 *   worker that only frees feeds one that only allocates at one lock per batch.
 * - Memory handed out is not cleared, except by arena_pages_zero.
 */
#ifndef WEFT_ARENA_H
#define WEFT_ARENA_H
#include "base.h"

enum { PAGE = 65536, POOL_CLASSES = 29, POOL_MAX = 32768 };
enum PageKind { PAGE_NONE = 0, PAGE_FREE = 1, PAGE_USED = 2, PAGE_LARGE = 3, PAGE_FROZEN = 4 }; /* LARGE: a large object's first page. FROZEN: see freeze.h. gc.c wants these two last */

typedef struct Pool {
  uint32_t head[POOL_CLASSES], spare[POOL_CLASSES]; /* chains of free objects */
  uint32_t count[POOL_CLASSES];                     /* length of the chain at head; a spare chain has a batch's */
  uint32_t bump[POOL_CLASSES], bump_end[POOL_CLASSES];
} Pool;

void arena_init(void);
uint32_t arena_pages(uint32_t pages, int kind);      /* address; 0: no memory */
void arena_pages_free(uint32_t address, uint32_t pages);
uint64_t arena_in_use(void);                         /* bytes of pages not free: for tests and figures */
void arena_limit(uint64_t bytes);                    /* refuses to grow beyond (tests of MemoryError) */
void arena_set_kind(uint32_t address, int kind);     /* of a page in use */
static inline int arena_is_large(uint32_t address);

uint32_t pool_round(uint32_t bytes);                 /* bytes that an object of that size takes */
uint32_t pool_alloc_slow(Pool *pool, uint32_t class);
void pool_free_slow(Pool *pool, uint32_t class, uint32_t address);

extern uint8_t *arena_table;
static inline int arena_kind(uint32_t address) { return arena_table[address >> 16]; }
static inline int arena_is_large(uint32_t address) { return arena_kind(address) == PAGE_LARGE; }

/* Classes: every 16 bytes to 256, then four steps a doubling to 1024, then doublings to 32 KB. */
static inline uint32_t pool_class(uint32_t bytes) {
  if (LIKELY(bytes <= 256)) return (bytes + 15) / 16 - (bytes != 0);
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

/* Any size: pools up to POOL_MAX, pages beyond. */
uint32_t memory_alloc(Pool *pool, uint32_t bytes);
void memory_free(Pool *pool, uint32_t address, uint32_t bytes);
uint32_t memory_round(uint32_t bytes);
#endif
