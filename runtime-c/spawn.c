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
#include "globals.h"
#include "light.h"
#include "scheduler.h"
#include "scope.h"
#include "spawn.h"

enum { LIGHT_ARGS = 6 };

static uint32_t last_id; /* atomic, but while one worker alone is awake */

uint32_t spawn_count(void) { return load_acquire(&last_id); }

/* So many more: the last of them. Only the numbers matter. */
static inline uint32_t take_ids(uint32_t n) {
  return LIKELY(ONE_WORKER || load_relaxed(&weft_alone)) ? last_id += n : add_relaxed(&last_id, n) + n;
}

/* They have ended: after they got their numbers, so the figure of those under way is never too low. */
static inline void count_ended(Core *core, uint32_t n) { store_release(&core->ended, core->ended + n); }

uint32_t weft_spawn_frame(const FrameDesc *entry) {
  Core *core = core_current();
  Task *task = task_new(core, entry);
  if (UNLIKELY(!task)) {
    weft_raise_memory();
    return 0;
  }
  task->where = core->w.where;
  core->w.where = 0; /* what the library spawns next may be for somebody else */
  task->id = take_ids(1);
  core->spawning = REF(task);
  return task_fiber(task)->sp;
}

/* Not in an `except`: what it raises would have that exception as its context. */
int32_t weft_spawn_at_once(void) {
  Core *core = core_current();
  return !weft_global.seeded && !weft_global.sequential && load_relaxed(&weft_global.ending) != ENDING_NOW &&
         !core->w.handling && (LIKELY(!core->sponsored) || part_scope_may_spare(core));
}

ref weft_spawn_over(uint64_t result, int32_t kind, const FrameDesc *entry, uint32_t type) {
  Core *core = core_current();
  if (core->sponsored) part_scope_spare(core);
  uint32_t id = take_ids(1);
  count_ended(core, 1);
  if (!type) return 0;
  Task *task = task_new_ended(core, entry);
  if (UNLIKELY(!task)) {
    weft_raise_memory();
    return 0;
  }
  task->result = result;
  task->result_kind = (uint8_t)kind;
  task->id = id;
  return object_handle(core, REF(task), type);
}

void weft_spawn_ids(int64_t n) {
  take_ids((uint32_t)n);
  count_ended(core_current(), (uint32_t)n);
}

/* As the spawning task has them, but for what each task makes for itself; references are still the spawner's. */
static int take_globals(Core *core, Fiber *fiber, const Globals *globals) {
  uint32_t area = globals_new(core, fiber, globals);
  if (!area) return 0;
  memcpy(PTR(area), PTR(core->w.globals), globals->size);
  for (uint32_t i = globals->copied; i < globals->nslots; i++) {
    uint32_t kind = globals->slots[i] & 7;
    memset(PTR(area + (globals->slots[i] >> 3)), 0, kind == SLOT_PAIR ? 16 : kind == SLOT_REF ? 4 : 8);
  }
  return 1;
}

/* The references in a frame, in the common case and so without a traversal: they are different, and light. 0: they are
 * not, or there is no memory, and nothing was done. A handle that two of them share becomes two: nobody can tell. */
static int copy_lights(Core *core, Task *task, const FrameDesc *entry) {
  Fiber *fiber = task_fiber(task);
  ref *slots[LIGHT_ARGS];
  uint32_t n = 0, size = sizeof(Block);
  if (entry->nslots > LIGHT_ARGS) return 0;
  for (uint32_t i = 0; i < entry->nslots; i++) {
    ref *slot = AT(ref, fiber->sp + (entry->slots[i] >> 3) * 4);
    if ((entry->slots[i] & 7) != SLOT_REF) return 0;
    if (is_shared(*slot)) continue;
    for (uint32_t k = 0; k < n; k++)
      if (*slots[k] == *slot) return 0;
    uint32_t bytes = light_size(*slot);
    if (!bytes) return 0;
    slots[n++] = slot;
    size += bytes;
  }
  if (!n) return 1;
  size = memory_round(size);
  uint32_t block = memory_alloc(&core->pool, size), hp = block + (uint32_t)sizeof(Block);
  if (UNLIKELY(!block)) return 0;
  *AT(Block, block) = (Block){.size = size};
  for (uint32_t i = 0; i < n; i++) *slots[i] = light_copy(&task->handles, &hp, *slots[i], 0);
  task->blocks = block;
  fiber->live = size;
  return 1;
}

static int copy_values(Core *core, Task *task, const FrameDesc *entry, const Globals *globals) {
  Fiber *fiber = task_fiber(task);
  if (globals && !take_globals(core, fiber, globals)) return 0;
  uint32_t copied = globals ? globals->copied : 0, expected = 0;
  if (!copied && copy_lights(core, task, entry)) return 1; /* or nothing but scalars and what is frozen */
  for (uint32_t i = 0; i < entry->nslots; i++)
    expected += copier_size(entry->slots[i] & 7, PTR(fiber->sp + (entry->slots[i] >> 3) * 4));
  Copier c;
  copier_start(&c, core, 1, expected);
  for (uint32_t i = 0; i < entry->nslots; i++)
    copier_slot(&c, entry->slots[i] & 7, PTR(fiber->sp + (entry->slots[i] >> 3) * 4));
  if (copied) globals_copy(&c, globals, copied, fiber->globals);
  copier_scan(&c);
  uint32_t message = copier_finish(&c);
  if (c.failed) return 0;
  if (message) {
    task->blocks = message;
    task->handles = AT(Block, message)->handles;
    task->large = AT(Block, message)->large;
    AT(Block, message)->handles = AT(Block, message)->large = 0;
    fiber->live = c.bytes;
  }
  return 1;
}

ref weft_spawn_commit(uint32_t frame, int32_t result_kind, uint32_t globals, uint32_t type) {
  Core *core = core_current();
  Task *task = PTR(core->spawning);
  const FrameDesc *entry = PTR(*AT(uint32_t, frame));
  core->spawning = 0;
  task->result_kind = (uint8_t)result_kind;
  ref handle = 0;
  const Globals *own = globals && AT(Globals, globals)->size ? PTR(globals) : 0;
  int ok = LIKELY(weft_global.spawned) || freeze_globals(core);
  ok = ok && ((!entry->nslots && !own) || copy_values(core, task, entry, own));
  if (UNLIKELY(!ok)) {
    weft_raise_memory();
  } else if (type) {
    task->life++;
    handle = object_handle(core, REF(task), type); /* raises, and gives its reference back, where there is no memory */
    ok = handle != 0;
  }
  if (UNLIKELY(!ok)) {
    task_cancel(core, task);
    store_relaxed(&core->ended, core->ended + 1); /* a figure */
    return 0;
  }
  /* the program is on its way out; still private */
  if (UNLIKELY(load_relaxed(&weft_global.ending) == ENDING_NOW)) store_relaxed(&task->abort, ABORT_CANCEL);
  if (UNLIKELY(!weft_global.spawned)) entry_spawned();
  if (UNLIKELY(core->sponsored) && part_scope_take_child(core, task)) return handle; /* it has gone to its worker */
  scheduler_spawned(core, task);
  return handle;
}
