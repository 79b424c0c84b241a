/* Collections: see gc.h. */
#include "gc.h"
#include "copier.h"
#include "gate.h"
#include "globals.h"
#include "parcel.h"
#include "report.h"
#include "scheduler.h"
#include "wait.h"

static COLD void fatal_memory(void) {
  report_no_memory("is left to collect a task's heap in\n");
}

static void scan_roots(Copier *c, Fiber *fiber) {
  for (uint32_t frame = fiber->sp, end = fiber_frames_end(fiber); frame < end;) {
    const FrameDesc *desc = PTR(*AT(uint32_t, frame));
    copier_records(c, frame, 1, 0, desc->slots, desc->nslots);
    frame += desc->size;
  }
  globals_scan(c, fiber);
  copier_slot(c, SLOT_REF, &fiber->handling);
  if (fiber->wait) part_wait_scan(c, fiber);
  if (UNLIKELY(fiber->holds)) part_gate_scan_holds(c, fiber);
}

static void scan_result(Copier *c, Task *task, uint32_t kind) {
  uint32_t pair[4] = {task->result_tag, 0, (uint32_t)task->result, 0};
  if (kind == SLOT_REF) {
    copier_slot(c, SLOT_REF, &pair[2]);
    task->result = pair[2];
  } else if (kind == SLOT_PAIR && pair[0] == TAG_REF) {
    copier_slot(c, SLOT_PAIR, pair);
    task->result = pair[2];
  }
}

void gc_collect(Core *core, Task *task, int result_only) {
  Copier c;
  Fiber *fiber = task_fiber(task);
  uint32_t expected = fiber->live + fiber->allocated;
  copier_start(&c, core, 0, expected > HEAP_BLOCK / 2 ? HEAP_BLOCK - (uint32_t)sizeof(Block) : 0);
  if (!result_only) scan_roots(&c, fiber);
  scan_result(&c, task, result_only ? task->result_kind : fiber->held);
  copier_scan(&c);
  if (UNLIKELY(c.failed)) fatal_memory();

  uint32_t handles = 0, *last = &handles, dead_handles = 0;
  int all_shared = fiber->handles_shared == task->handles;
  for (uint32_t h = task->handles; h;) { /* newest first; those not reached are released, oldest first */
    Handle *old = PTR(h);
    uint32_t next = old->next;
    if (old->type & 1) {
      *last = old->type & ~1u;
      last = &AT(Handle, *last)->next;
    } else {
      old->next = dead_handles;
      dead_handles = h;
    }
    h = next;
  }
  *last = 0;
  for (uint32_t h = dead_handles; h; h = AT(Handle, h)->next) part_object_release(core, AT(Handle, h)->object);
  task->handles = handles;
  fiber->handles_shared = all_shared ? handles : 0; /* else they are walked anew */

  uint32_t large = 0, dead = 0;
  for (uint32_t l = task->large; l;) {
    uint32_t next = AT(Large, l)->next, *list = AT(Large, l)->mark ? &large : &dead;
    if (AT(Large, l)->mark) c.bytes += AT(Large, l)->size;
    AT(Large, l)->mark = 0;
    AT(Large, l)->next = *list;
    *list = l;
    l = next;
  }
  parcel_free(core, task->blocks, 0, dead);
  task->large = large;

  uint32_t newest = 0; /* the chain was built oldest first */
  for (uint32_t b = c.first; b;) {
    uint32_t next = AT(Block, b)->next;
    AT(Block, b)->next = newest;
    AT(Block, b)->handles = 0;
    newest = b;
    b = next;
  }
  task->blocks = newest;
  fiber->hp = c.hp;
  fiber->limit = c.limit;
  if (c.limit) memset(PTR(c.hp), 0, c.limit - c.hp);
  fiber->live = c.bytes;
  fiber->allocated = 0;
}
