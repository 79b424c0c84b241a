/* Size classes: see pool.h. */
#include "pool.h"

/* A batch: objects chained by word 0; batches are chained by word 1 of their first. */
static struct Central { Lock lock; uint32_t batches; } central[POOL_CLASSES];

uint32_t pool_round(uint32_t bytes) { return pool_class_bytes(pool_class(bytes)); }

uint32_t pool_alloc_slow(Pool *pool, uint32_t class) {
  uint32_t bytes = pool_class_bytes(class);
  if (pool->spare[class]) {
    pool->head[class] = pool->spare[class];
    pool->count[class] = pool_batch(class);
    pool->spare[class] = 0;
  } else if (pool->bump[class] == pool->bump_end[class]) {
    struct Central *c = &central[class];
    if (load_relaxed(&c->batches)) { /* a stale 0 costs a fresh page, a stale non-0 a lock */
      lock_take(&c->lock);
      uint32_t batch = c->batches;
      if (batch) {
        UNPOISON(PTR(batch), bytes);
        store_relaxed(&c->batches, AT(uint32_t, batch)[1]); /* under the lock */
        pool->head[class] = batch;
        pool->count[class] = pool_batch(class);
      }
      lock_drop(&c->lock);
    }
    if (!pool->head[class]) {
      uint32_t page = arena_pages(1, PAGE_USED);
      if (!page) return 0;
      pool->bump[class] = page;
      pool->bump_end[class] = page + PAGE / bytes * bytes;
    }
  }
  uint32_t address = pool->head[class];
  if (address) {
    UNPOISON(PTR(address), bytes);
    pool->head[class] = *AT(uint32_t, address);
    pool->count[class]--;
    return address;
  }
  address = pool->bump[class];
  pool->bump[class] = address + bytes;
  return address;
}

void pool_free_slow(Pool *pool, uint32_t class, uint32_t address) {
  uint32_t batch = pool->spare[class];
  if (batch) {
    struct Central *c = &central[class];
    UNPOISON(PTR(batch), 8);
    lock_take(&c->lock);
    AT(uint32_t, batch)[1] = c->batches;
    store_relaxed(&c->batches, batch); /* under the lock */
    lock_drop(&c->lock);
    POISON(PTR(batch), 8);
  }
  pool->spare[class] = pool->head[class];
  pool->head[class] = address;
  pool->count[class] = 1;
  *AT(uint32_t, address) = 0;
  POISON(PTR(address), pool_class_bytes(class));
}
