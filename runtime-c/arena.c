/* Pages: see arena.h. */
#include "arena.h"
#include "os.h"

typedef struct Run { uint32_t pages, next, prev; } Run;

enum { GROW_PAGES = 256 }; /* 16 MB at a time: a grow costs tens of microseconds in browsers */

uint32_t weft_heap_start;
uint8_t *arena_table;
static Lock arena_lock;           /* guards all below and the table */
static uint32_t arena_free;       /* first free run */
static uint32_t arena_size;       /* pages obtained */
static uint32_t arena_used;       /* pages handed out; written under the lock, read by anyone */
static uint32_t arena_max = 65536;

static uint32_t page_of(uint32_t address) { return address >> 16; }
/* wraps correctly at 4 GiB */
static uint32_t *run_foot(uint32_t address, uint32_t pages) { return AT(uint32_t, address + pages * PAGE - 4); }

static void run_insert(uint32_t address, uint32_t pages) {
  Run *run = PTR(address);
  UNPOISON(run, sizeof *run);
  *run = (Run){pages, arena_free, 0};
  if (arena_free) AT(Run, arena_free)->prev = address;
  arena_free = address;
  UNPOISON(run_foot(address, pages), 4);
  *run_foot(address, pages) = address;
  arena_table[page_of(address)] = PAGE_FREE;
  arena_table[page_of(address) + pages - 1] = PAGE_FREE;
}

static void run_remove(uint32_t address) {
  Run *run = PTR(address);
  if (run->prev) AT(Run, run->prev)->next = run->next; else arena_free = run->next;
  if (run->next) AT(Run, run->next)->prev = run->prev;
  arena_table[page_of(address)] = PAGE_USED;
  arena_table[page_of(address) + run->pages - 1] = PAGE_USED;
}

static void run_release(uint32_t address, uint32_t pages) {
  uint32_t first = page_of(address);
  POISON(PTR(address), pages * (size_t)PAGE);
  if (first + pages < 65536 && arena_table[first + pages] == PAGE_FREE) {
    uint32_t after = address + pages * PAGE, n = AT(Run, after)->pages;
    run_remove(after);
    pages += n;
  }
  if (first && arena_table[first - 1] == PAGE_FREE) {
    uint32_t before = *AT(uint32_t, address - 4), n = AT(Run, before)->pages;
    run_remove(before);
    address = before, pages += n;
  }
  run_insert(address, pages);
}

static int arena_grow(uint32_t pages) {
  uint32_t step = arena_size / 8 > GROW_PAGES ? arena_size / 8 : GROW_PAGES;
  if (step < pages) step = pages;
  if (arena_size + step > arena_max) step = arena_max > arena_size ? arena_max - arena_size : 0;
  if (step < pages) return 0;
  uint32_t address = os_grow(step);
  if (!address && step > pages) address = os_grow(step = pages);
  if (!address) return 0;
  arena_size += step;
  run_release(address, step);
  return 1;
}

void arena_init(void) {
  uint32_t address = os_grow(GROW_PAGES);
  arena_size = GROW_PAGES;
  arena_table = PTR(address); /* fresh pages are zero: PAGE_NONE */
  if (weft_heap_start == 0) weft_heap_start = address;
  arena_table[page_of(address)] = PAGE_USED;
  store_relaxed(&arena_used, 1); /* no other worker yet */
  run_release(address + PAGE, GROW_PAGES - 1);
}

uint32_t arena_pages(uint32_t pages, int kind) {
  lock_take(&arena_lock);
  for (int grown = 0;; grown = 1) {
    for (uint32_t run = arena_free; run; run = AT(Run, run)->next) {
      uint32_t n = AT(Run, run)->pages;
      if (n < pages) continue;
      run_remove(run);
      if (n > pages) run_insert(run + pages * PAGE, n - pages);
      arena_table[page_of(run)] = (uint8_t)kind;
      store_relaxed(&arena_used, arena_used + pages); /* under the lock; readers want a figure only */
      lock_drop(&arena_lock);
      UNPOISON(PTR(run), pages * (size_t)PAGE);
      return run;
    }
    if (grown || !arena_grow(pages)) break;
  }
  lock_drop(&arena_lock);
  return 0;
}

void arena_pages_free(uint32_t address, uint32_t pages) {
  lock_take(&arena_lock);
  store_relaxed(&arena_used, arena_used - pages); /* as above */
  arena_table[page_of(address)] = PAGE_USED;
  run_release(address, pages);
  lock_drop(&arena_lock);
}

void arena_set_kind(uint32_t address, int kind) {
  lock_take(&arena_lock);
  arena_table[page_of(address)] = (uint8_t)kind;
  lock_drop(&arena_lock);
}

uint64_t arena_in_use(void) { return (uint64_t)load_relaxed(&arena_used) * PAGE; }

void arena_limit(uint64_t bytes) {
  lock_take(&arena_lock);
  arena_max = (uint32_t)(bytes / PAGE);
  lock_drop(&arena_lock);
}
