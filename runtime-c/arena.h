/* Memory for everything: runs of 64-KB pages from one arena.
 *
 * Invariants
 * - The first page of the arena is the table: one byte per page, written under arena_lock.
 * - Free runs carry {pages, next, prev} in their first page and their start in their last word; no two are adjacent.
 * - Pages handed out are not cleared.
 */
#ifndef WEFT_ARENA_H
#define WEFT_ARENA_H
#include "base.h"

enum { PAGE = 65536 };
/* LARGE: a large object's first page. FROZEN: see freeze.h. copier.c wants these two last. */
enum PageKind { PAGE_NONE = 0, PAGE_FREE = 1, PAGE_USED = 2, PAGE_LARGE = 3, PAGE_FROZEN = 4 };

void arena_init(void);
uint32_t arena_pages(uint32_t pages, int kind);      /* address; 0: no memory */
void arena_pages_free(uint32_t address, uint32_t pages);
uint64_t arena_in_use(void);                         /* bytes of pages not free: for tests and figures */
void arena_limit(uint64_t bytes);                    /* refuses to grow beyond (tests of MemoryError) */
void arena_set_kind(uint32_t address, int kind);     /* of a page in use */

extern uint8_t *arena_table;
static inline int arena_kind(uint32_t address) { return arena_table[address >> 16]; }
static inline int arena_is_large(uint32_t address) { return arena_kind(address) == PAGE_LARGE; }
#endif
