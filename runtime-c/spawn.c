/* Spawning: the record and entry frame first, which compiled code fills in; then the copies, and the queue.
 *
 * Invariants
 * - Between weft_spawn_frame and weft_spawn_commit nothing suspends and nothing else is spawned.
 * - The frame's references and the globals' are copied as one value: what they share stays shared. What is frozen is
 *   not copied (freeze.h).
 */
#include "entry.h"
#include "exc.h"
#include "freeze.h"
#include "copier.h"
#include "scheduler.h"

static uint32_t last_id; /* atomic */

uint32_t weft_spawn_frame(const FrameDesc *entry) {
  Core *core = core_current();
  Task *task = task_new(core);
  if (UNLIKELY(!task)) {
    weft_raise_memory();
    return 0;
  }
  uint32_t size = entry->size;
  if (LIKELY(size <= TASK_INLINE)) {
    task->stack = REF(task->frames);
    task->stack_size = TASK_INLINE;
  } else {
    task->stack_size = memory_round(size);
    task->stack = memory_alloc(&core->pool, task->stack_size);
    if (!task->stack) {
      task->stack = REF(task->frames);
      task_drop(core, REF(task));
      weft_raise_memory();
      return 0;
    }
  }
  task->sp = task->stack + task->stack_size - size;
  *AT(uint32_t, task->sp) = REF(entry);
  task->entry = REF(entry);
  task->where = core->w.where;
  task->id = add_relaxed(&last_id, 1) + 1; /* only the numbers matter */
  core->spawning = REF(task);
  return task->sp;
}

/* The child's globals: scalars and what is frozen as they stand; of main's own references none yet. */
static int copy_globals(Core *core, Task *task) {
  const Type *own = PTR(weft_program.own_type);
  uint32_t size = AT(Type, weft_program.globals_type)->size;
  task->globals = memory_alloc(&core->pool, size);
  if (!task->globals) return 0;
  memcpy(PTR(task->globals), PTR(core->w.globals), size);
  for (uint32_t i = 0; i < own->nslots; i++) {
    uint32_t kind = own->slots[i] & 7, slot = task->globals + (own->slots[i] >> 3) * 4;
    if (kind == SLOT_REF || (kind == SLOT_PAIR && *AT(uint32_t, slot) == TAG_REF)) *AT(uint32_t, slot) = 0;
  }
  return 1;
}

static int copy_values(Core *core, Task *task, const FrameDesc *entry, const Type *globals) {
  if (globals && !copy_globals(core, task)) return 0;
  if (!entry->nslots && !globals->nslots) return 1; /* nothing but scalars and what is frozen */
  uint32_t expected = 0, from = core->w.globals;
  for (uint32_t i = 0; i < entry->nslots; i++)
    expected += copier_size(entry->slots[i] & 7, PTR(task->sp + (entry->slots[i] >> 3) * 4));
  Copier c;
  copier_start(&c, core, 1, expected);
  for (uint32_t i = 0; i < entry->nslots; i++)
    copier_slot(&c, entry->slots[i] & 7, PTR(task->sp + (entry->slots[i] >> 3) * 4));
  for (uint32_t i = 0; globals && i < globals->nslots; i++) {
    uint32_t kind = globals->slots[i] & 7, at = (globals->slots[i] >> 3) * 4;
    memcpy(PTR(task->globals + at), PTR(from + at), kind == SLOT_PAIR ? 16 : kind == SLOT_REF ? 4 : 8);
    copier_slot(&c, kind, PTR(task->globals + at));
  }
  copier_scan(&c);
  uint32_t message = copier_finish(&c);
  if (c.failed) return 0;
  if (message) {
    task->blocks = message;
    task->handles = AT(Block, message)->handles;
    task->large = AT(Block, message)->large;
    AT(Block, message)->handles = AT(Block, message)->large = 0;
    task->live = c.bytes;
  }
  return 1;
}

ref weft_spawn_commit(uint32_t frame, int32_t result_kind, uint32_t globals_type, uint32_t type) {
  Core *core = core_current();
  Task *task = PTR(core->spawning);
  const FrameDesc *entry = PTR(*AT(uint32_t, frame));
  core->spawning = 0;
  task->result_kind = (uint8_t)result_kind;
  ref handle = 0;
  const Type *globals = globals_type && AT(Type, globals_type)->size ? PTR(globals_type) : 0;
  int ok = LIKELY(weft_global.spawned) || freeze_globals(core);
  ok = ok && ((!entry->nslots && !globals) || copy_values(core, task, entry, globals));
  if (UNLIKELY(!ok)) {
    weft_raise_memory();
  } else if (type) {
    task->life++;
    handle = object_handle(core, REF(task), type); /* raises, and gives its reference back, where there is no memory */
    ok = handle != 0;
  }
  if (UNLIKELY(!ok)) {
    if (task->globals) memory_free(&core->pool, task->globals, AT(Type, weft_program.globals_type)->size);
    if (task->stack != REF(task->frames)) memory_free(&core->pool, task->stack, task->stack_size);
    object_release(core, REF(task));
    return 0;
  }
  /* the program is on its way out; still private */
  if (UNLIKELY(load_relaxed(&weft_global.ending) == ENDING_NOW)) store_relaxed(&task->abort, ABORT_CANCEL);
  if (UNLIKELY(!weft_global.spawned)) entry_spawned();
  scheduler_spawned(core, task);
  return handle;
}
