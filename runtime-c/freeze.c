/* Marking what the frozen globals reach: see freeze.h. */
#include "freeze.h"
#include "globals.h"
#include "object.h"
#include "type.h"
#include "report.h"
#include "scheduler.h"

uint32_t freeze_start, freeze_bits;
static uint32_t freeze_pages; /* that freeze_bits speaks of */
static uint64_t freeze_sum;   /* stress mode: of all frozen objects */

enum { BITS_PAGE = PAGE / 64 }; /* bytes of bits for a page */

static uint32_t page_start(uint32_t address) { return address & ~(uint32_t)(PAGE - 1); }

void freeze_add(Copier *c, ref r) {
  uint32_t kind = AT(Type, AT(Obj, r)->type)->kind;
  ASSERT(kind != T_EXC);
  if (kind == T_HANDLE) object_share(AT(Handle, r)->object);
  if (!copier_log(c->core, r)) c->failed = 1;
  *freeze_word(r) |= freeze_bit(r);
}

/* Does a frozen object begin in these bytes? */
static int holds_frozen(uint32_t from, uint32_t bytes) {
  uint32_t last = from + bytes - 8;
  for (uint32_t *word = freeze_word(from), *end = freeze_word(last); word <= end; word++) {
    uint32_t bits = *word;
    if (word == freeze_word(from)) bits &= 0 - freeze_bit(from);
    if (word == end) bits &= freeze_bit(last) | (freeze_bit(last) - 1);
    if (bits) return 1;
  }
  return 0;
}

static int bits_make(Task *task) {
  uint32_t low = 0xffffffffu, high = 0;
  for (uint32_t b = task->blocks; b; b = AT(Block, b)->next) low = b < low ? b : low, high = b > high ? b : high;
  for (uint32_t l = task->large; l; l = AT(Large, l)->next) low = l < low ? l : low, high = l > high ? l : high;
  freeze_start = page_start(low);
  freeze_pages = (page_start(high) - freeze_start) / PAGE + 1;
  uint32_t pages = (freeze_pages * BITS_PAGE + PAGE - 1) / PAGE;
  freeze_bits = arena_pages(pages, PAGE_USED);
  if (!freeze_bits) return 0;
  memset(PTR(freeze_bits), 0, pages * (size_t)PAGE);
  return 1;
}

/* All of main's heap takes part while it is being marked. */
static void open_pages(Task *task) {
  for (uint32_t b = task->blocks; b; b = AT(Block, b)->next) arena_set_kind(b, PAGE_FROZEN);
  for (uint32_t l = task->large; l; l = AT(Large, l)->next) arena_set_kind(l, PAGE_FROZEN);
}

static int mark(Core *core) {
  Copier c;
  copier_start(&c, core, 1, 0);
  c.freezing = 1;
  const Globals *shared = PTR(weft_program.shared);
  globals_copy(&c, shared, shared->nslots, weft_program.shared_area);
  copier_scan(&c);
  core->log_count = 0;
  return !c.failed;
}

/* Nobody releases a frozen handle: its object lives as long as the program. */
static void keep_handles(Task *task, Fiber *fiber) {
  for (uint32_t *link = &task->handles; *link;) {
    Handle *handle = PTR(*link);
    if (!is_frozen(*link)) {
      link = &handle->next;
      continue;
    }
    *link = handle->next;
    handle->next = 0;
  }
  fiber->handles_shared = 0; /* it may have been one of them */
}

/* What holds a frozen object leaves main's heap; pages without one are as before. The newest block goes on being
 * filled: the next collection moves what main puts there. */
static void take_out(Task *task, Fiber *fiber) {
  uint32_t kept = 0, *link = &task->blocks;
  while (*link) {
    uint32_t block = *link, size = AT(Block, block)->size, page = page_start(block);
    if (!holds_frozen(page, PAGE)) arena_set_kind(block, PAGE_USED);
    if (!holds_frozen(block, size)) {
      link = &AT(Block, block)->next;
      continue;
    }
    *link = AT(Block, block)->next;
    kept += size;
  }
  for (link = &task->large; *link;) {
    uint32_t large = *link;
    if (!is_frozen(large + sizeof(Large))) {
      arena_set_kind(large, PAGE_LARGE);
      link = &AT(Large, large)->next;
      continue;
    }
    *link = AT(Large, large)->next;
    kept += AT(Large, large)->size;
  }
  uint32_t own = fiber->live + fiber->allocated > kept ? fiber->live + fiber->allocated - kept : 0;
  if (fiber->allocated > own) fiber->allocated = own;
  fiber->live = own - fiber->allocated;
}

static uint64_t sum_object(uint64_t sum, ref r) {
  const uint32_t *words = PTR(r);
  uint32_t n = type_object_size(PTR(r)) / 4, cache = type_rows[AT(Type, AT(Obj, r)->type)->kind].cache / 4;
  for (uint32_t i = 0; i < n; i++) sum = (sum ^ (i && i == cache ? 0 : words[i])) * 0x100000001b3u;
  return sum;
}
static COLD uint64_t sum_frozen(void) {
  uint64_t sum = 0xcbf29ce484222325u;
  const uint32_t *shared = PTR(weft_program.shared_area);
  for (uint32_t i = 0; i < AT(Globals, weft_program.shared)->size / 4; i++) sum = (sum ^ shared[i]) * 0x100000001b3u;
  uint32_t end = freeze_start + freeze_pages * PAGE - 8; /* its last page may be the arena's */
  for (uint32_t at = freeze_start; freeze_pages && at <= end; at += 8) {
    if (*freeze_word(at) & freeze_bit(at)) sum = sum_object(sum, at);
    if (at == end) break;
  }
  return sum;
}

COLD int freeze_globals(Core *core) {
  Task *task = core->task;
  if (freeze_bits || !AT(Globals, weft_program.shared)->nslots || (!task->blocks && !task->large)) return 1;
  if (!bits_make(task)) return 0;
  open_pages(task);
  int marked = mark(core);
  if (!marked) memset(PTR(freeze_bits), 0, freeze_pages * (size_t)BITS_PAGE);
  if (marked) keep_handles(task, core->fiber);
  take_out(task, core->fiber);
  if (!marked) {
    arena_pages_free(freeze_bits, (freeze_pages * BITS_PAGE + PAGE - 1) / PAGE);
    freeze_bits = freeze_pages = 0;
  } else if (weft_global.stress) {
    freeze_sum = sum_frozen();
  }
  return marked;
}

COLD void freeze_check(void) {
  if (freeze_bits && freeze_sum != sum_frozen())
    report_fatal(WHY_ERROR, "a frozen global has changed: this is a bug of Weft\n");
}
