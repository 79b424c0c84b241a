/* Memory of any size: see memory.h. */
#include "memory.h"

uint32_t memory_round(uint32_t bytes) {
  return bytes <= POOL_MAX ? pool_round(bytes) : (bytes + PAGE - 1) / PAGE * PAGE;
}

uint32_t memory_alloc(Pool *pool, uint32_t bytes) {
  if (LIKELY(bytes <= POOL_MAX)) return pool_alloc(pool, bytes);
  return bytes > 0xffff0000u ? 0 : arena_pages((bytes + PAGE - 1) / PAGE, PAGE_USED);
}

void memory_free(Pool *pool, uint32_t address, uint32_t bytes) {
  if (LIKELY(bytes <= POOL_MAX)) pool_free(pool, address, bytes);
  else arena_pages_free(address, (bytes + PAGE - 1) / PAGE);
}
