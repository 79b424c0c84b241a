/* Memory of any size: of a pool up to POOL_MAX bytes, pages of the arena beyond. */
#ifndef WEFT_MEMORY_H
#define WEFT_MEMORY_H
#include "pool.h"

uint32_t memory_alloc(Pool *pool, uint32_t bytes);              /* not cleared; 0: none to be had */
void memory_free(Pool *pool, uint32_t address, uint32_t bytes); /* as many as were asked for */
uint32_t memory_round(uint32_t bytes);                          /* bytes that so many take */
#endif
