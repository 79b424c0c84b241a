/* Sorting lists of ints, floats and bools where they are. The inner loop has no branch on the data. With NaNs among
 * floats the order is some order, as in CPython, but not the same. */
#include "arena.h"
#include "list.h"
#include "sort.h"

enum { ON_STACK = 64 };

#define LESS_NUMBER(a, b) ((void)tie, (a) < (b))

SORT(ints, int64_t, LESS_NUMBER)
SORT(floats, double, LESS_NUMBER)

static void sort_bools(uint8_t *data, uint32_t n) {
  uint32_t ones = 0;
  for (uint32_t i = 0; i < n; i++) ones += data[i];
  memset(data, 0, n - ones);
  memset(data + (n - ones), 1, ones);
}

void weft_list_sort(ref r, int32_t reverse) {
  List *list = AT(List, r);
  uint32_t n = list->len, kind = list_elem(list);
  if (n < 2) return;
  uint8_t *data = list_data(list);
  if (kind == SLOT_RAW1) sort_bools(data, n);
  else {
    uint64_t stack[ON_STACK];
    uint32_t pages = n / 2 > ON_STACK ? (uint32_t)(((uint64_t)n / 2 * slot_bytes(kind) + PAGE - 1) / PAGE) : 0;
    uint32_t room = pages ? arena_pages(pages, PAGE_USED) : 0;
    if (pages && !room) {
      weft_raise_memory();
      return;
    }
    void *spare = pages ? PTR(room) : stack;
    if (reverse) weft_list_reverse(r); /* so that equal ones keep their order */
    if (kind == SLOT_INT) ints_sort(data, n, spare, 0);
    else floats_sort(data, n, spare, 0);
    if (pages) arena_pages_free(room, pages);
  }
  if (reverse) weft_list_reverse(r);
}
