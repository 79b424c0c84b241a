/* Task records and their ends: see task.h. */
#include "exc.h"
#include "gate.h"
#include "scope.h"
#include "gc.h"
#include "globals.h"
#include "join.h"
#include "queue.h"
#include "entry.h"
#include "scheduler.h"
#include "wait.h"

typedef struct Slab { uint32_t next, pad[15]; } Slab; /* heads a page of records, each a cache line */
enum { SLAB_TASKS = (PAGE - sizeof(Slab)) / sizeof(Task), TASK_BATCH = 256 };
_Static_assert(sizeof(Task) == 64, "the figure of 100 bytes a task that has ended rests on it");
_Static_assert(sizeof(Task) + sizeof(Fiber) + FRAMES_MIN == 208, "the figure of 300 bytes a parked task rests on it");
_Static_assert(offsetof(Fiber, sp) % 8 == 0, "what is cleared");
_Static_assert(offsetof(Task, life) == offsetof(Object, life) && offsetof(Task, kind) == offsetof(Object, kind),
               "begins as an Object");

static Lock slab_lock;      /* guards the next two */
static uint32_t slabs;
/* of free records: chained by next, batches by `where` of the first; atomic: also read outside */
static uint32_t batches;

/* --- records ----------------------------------------------------------------------------------------------------- */
static int task_refill(Core *core) {
  if (core->tasks_spare) {
    core->tasks_free = core->tasks_spare;
    core->tasks_spare = 0;
    core->tasks_count = TASK_BATCH;
    return 1;
  }
  lock_take(&slab_lock);
  if (batches) {
    core->tasks_free = batches;
    batches = AT(Task, batches)->where;
    core->tasks_count = TASK_BATCH;
    lock_drop(&slab_lock);
    return 1;
  }
  lock_drop(&slab_lock);
  uint32_t page = arena_pages(1, PAGE_USED);
  if (!page) return 0;
  uint32_t chain = 0;
  for (uint32_t i = SLAB_TASKS; i-- > 0;) {
    Task *task = PTR(page + sizeof(Slab) + i * sizeof(Task));
    store_relaxed(&task->state, TASK_FREE); /* published by the lock below */
    task->next = chain;
    chain = REF(task);
  }
  core->tasks_free = chain;
  core->tasks_count = SLAB_TASKS;
  lock_take(&slab_lock);
  AT(Slab, page)->next = slabs;
  slabs = page;
  lock_drop(&slab_lock);
  return 1;
}

static void stack_free(Core *core, const Fiber *fiber) {
  if (fiber->stack != REF(fiber->frames)) memory_free(&core->pool, fiber->stack, fiber->stack_size);
}

static void fiber_free(Core *core, Fiber *fiber) {
  stack_free(core, fiber);
  if (fiber->globals) globals_free(core, fiber);
  if (LIKELY(fiber->room == FRAMES_MIN / 8)) pool_free(&core->pool, REF(fiber), sizeof(Fiber) + FRAMES_MIN);
  else memory_free(&core->pool, REF(fiber), (uint32_t)sizeof(Fiber) + fiber->room * 8u);
}

static Fiber *fiber_new(Core *core, const FrameDesc *entry) {
  uint32_t size = entry->size, room = size > FRAMES_MIN ? size : FRAMES_MIN,
           address = LIKELY(room == FRAMES_MIN) ? pool_alloc(&core->pool, sizeof(Fiber) + FRAMES_MIN)
                                                : memory_alloc(&core->pool, (uint32_t)sizeof(Fiber) + room);
  if (UNLIKELY(!address)) return 0;
  Fiber *fiber = PTR(address);
  clear(fiber, offsetof(Fiber, sp));
  fiber->waiter.object = 0;
  fiber->room = (uint16_t)(room / 8);
  fiber->stack = REF(fiber->frames);
  fiber->stack_size = room;
  fiber->sp = fiber->stack + room - size;
  *AT(uint32_t, fiber->sp) = REF(entry);
  return fiber;
}

/* There is a free one. */
static inline Task *record_new(Core *core, const FrameDesc *entry, enum TaskState value, uint64_t life) {
  Task *task = PTR(core->tasks_free);
  core->tasks_free = task->next;
  core->tasks_count--;
  /* the ticket goes on: a stale timer never matches. Private until published by a later release, so are the next two */
  store_relaxed(&task->state, (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) | value);
  store_relaxed(&task->abort, 0);
  store_relaxed(&task->life, life);
  task->shared = task->outcome = task->flags = 0;
  task->kind = OBJECT_TASK;
  task->fiber = 0;
  task->blocks = task->large = task->handles = 0;
  task->entry = REF(entry);
  task->id = task->where = 0;
  return task;
}

Task *task_new(Core *core, const FrameDesc *entry) {
  if (UNLIKELY(!core->tasks_free) && !task_refill(core)) return 0;
  Fiber *fiber = fiber_new(core, entry);
  if (UNLIKELY(!fiber)) return 0;
  Task *task = record_new(core, entry, TASK_NEW, 1);
  task->fiber = REF(fiber);
  fiber->waiter.task = REF(task);
  return task;
}

Task *task_new_ended(Core *core, const FrameDesc *entry) {
  if (UNLIKELY(!core->tasks_free) && !task_refill(core)) return 0;
  Task *task = record_new(core, entry, TASK_READY, 1 | (uint64_t)JOIN_DONE << 32);
  task->outcome = ENDED_VALUE;
  return task;
}

static void task_recycle(Core *core, Task *task) {
  ASSERT((load_relaxed(&task->state) & STATE_MASK) != TASK_FREE &&
         (load_relaxed(&task->state) & STATE_MASK) != TASK_PARKED);
  /* nobody refers to it */
  store_relaxed(&task->state, (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) | TASK_FREE);
  if (UNLIKELY(core->tasks_count >= TASK_BATCH)) {
    uint32_t spare = core->tasks_spare;
    /* The spare chain must have exactly a batch: a refilled slab's may be longer, then it is cut here. */
    uint32_t last = core->tasks_free;
    for (uint32_t i = 1; i < TASK_BATCH; i++) last = AT(Task, last)->next;
    uint32_t rest = AT(Task, last)->next;
    AT(Task, last)->next = 0;
    if (spare) {
      lock_take(&slab_lock);
      AT(Task, spare)->where = batches;
      batches = spare;
      lock_drop(&slab_lock);
    }
    core->tasks_spare = core->tasks_free;
    core->tasks_free = rest;
    core->tasks_count -= TASK_BATCH;
  }
  task->next = core->tasks_free;
  core->tasks_free = REF(task);
  core->tasks_count++;
}

/* --- references --------------------------------------------------------------------------------------------------- */
void task_drop(Core *core, uint32_t address) {
  Task *task = PTR(address);
  /* kept, with its error, for the report at the end */
  if (UNLIKELY(task->outcome == ENDED_ERROR && !(task->flags & (TASK_SEEN | TASK_ABORTED | TASK_MAIN)))) return;
  if (task->blocks || task->large || task->handles) heap_free(core, task);
  task_recycle(core, task);
}

void task_cancel(Core *core, Task *task) {
  fiber_free(core, task_fiber(task));
  object_release(core, REF(task));
}

void task_share(uint32_t address, uint32_t *pending) {
  uint32_t joiners = life_joiners(AT(Task, address)->life);
  if (joiners & JOIN_DONE) return;
  object_share_waiters(joiners, pending);
  uint32_t fiber = AT(Task, address)->fiber;
  if (fiber && AT(Fiber, fiber)->holds) part_gate_share_of_child(fiber, pending);
}

uint64_t task_lock_joiners(Task *task) {
  if (!MAY_RACE(task)) return task->life; /* we are its one worker */
  uint64_t life = load_relaxed(&task->life); /* the CAS below orders */
  for (uint32_t spins = 0;; spins++) {
    if (life_joiners(life) & JOIN_DONE) return load_acquire(&task->life); /* acquire: the outcome */
    if (life_joiners(life) & JOIN_LOCK) {
      if (spins > 100) lock_pause();
      life = load_relaxed(&task->life);
      continue;
    }
    if (cas_acquire(&task->life, &life, life | (uint64_t)JOIN_LOCK << 32)) return life;
  }
}

void task_unlock_joiners(Task *task, uint32_t from, uint32_t to) {
  if (!MAY_RACE(task)) {
    task->life += ((uint64_t)to << 32) - ((uint64_t)from << 32);
    return;
  }
  /* Adding the difference leaves the count of references alone, which others change meanwhile. */
  add_acq_rel(&task->life, ((uint64_t)to << 32) - ((uint64_t)(from | JOIN_LOCK) << 32)); /* release: the list */
}

/* --- stacks ------------------------------------------------------------------------------------------------------- */
static NOINLINE int stack_move(Core *core, Fiber *fiber, uint32_t size) {
  uint32_t used = fiber_frames_end(fiber) - fiber->sp;
  uint32_t room = fiber->room * 8u, fits = size <= room;
  size = fits ? room : memory_round(size);
  uint32_t stack = fits ? REF(fiber->frames) : memory_alloc(&core->pool, size);
  if (!stack) return 0;
  uint32_t sp = stack + size - used;
  memcpy(PTR(sp), PTR(fiber->sp), used);
  stack_free(core, fiber);
  fiber->stack = stack, fiber->stack_size = size, fiber->sp = sp;
  return 1;
}

int task_push_frames(Core *core, Fiber *fiber, uint32_t bytes) {
  if (UNLIKELY(fiber->sp - fiber->stack < bytes)) {
    uint32_t used = fiber_frames_end(fiber) - fiber->sp, need = used + bytes;
    /* Exact while small (that is how 300 bytes a task are met); from 1 KB on it doubles, so deep recursion copies each
     * frame a bounded number of times. */
    if (need > 1024 && need < fiber->stack_size * 2) need = fiber->stack_size * 2;
    if (!stack_move(core, fiber, need) && !stack_move(core, fiber, used + bytes)) return 0;
  }
  fiber->sp -= bytes;
  memcpy(PTR(fiber->sp), PTR(core->scratch_base), bytes);
  return 1;
}

void task_trim_stack(Core *core, Fiber *fiber) {
  uint32_t used = fiber_frames_end(fiber) - fiber->sp;
  if (used < fiber->stack_size / 4) stack_move(core, fiber, used);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */
enum { KEEP_HEAP = 1024 }; /* a heap no bigger goes to the joiner as it is: cheaper than copying the result out of it */

static void task_publish_end(Core *core, Task *task) {
  uint32_t woken = 0;
  if (LIKELY(!MAY_RACE(task))) {
    if (life_joiners(task->life)) woken = part_join_win(life_joiners(task->life));
    task->life = (uint32_t)(task->life - 1) | (uint64_t)JOIN_DONE << 32;
    if ((uint32_t)task->life == 0) task_drop(core, REF(task));
    if (woken) part_scheduler_woken_all(core, woken);
    return;
  }
  uint64_t life = load_relaxed(&task->life), done; /* the CAS orders */
  do {
    if (UNLIKELY(life_joiners(life))) {
      life = task_lock_joiners(task);
      uint32_t list = life_joiners(life);
      woken = part_join_win(list);
      life = load_relaxed(&task->life);
      while (!cas_acq_rel(&task->life, &life, done = (uint32_t)(life - 1) | (uint64_t)JOIN_DONE << 32)) {}
      break;
    }
    done = (uint32_t)(life - 1) | (uint64_t)JOIN_DONE << 32;
  } while (!cas_acq_rel(&task->life, &life, done)); /* release: the outcome; acquire: what joiners and releasers did */
  if ((uint32_t)done == 0) task_drop(core, REF(task));
  if (woken) part_scheduler_woken_all(core, woken);
}

void task_finish(Core *core, Task *task, Fiber *fiber, int raised) {
  Worker *w = &core->w;
  if (UNLIKELY(raised)) {
    if (UNLIKELY(exc_is_unbuilt(w->exc))) exc_end_unbuilt(w->exc);
    task->outcome = ENDED_ERROR;
    task->result_kind = SLOT_REF;
    task->result = w->exc;
    if (exc_is(w->exc, &weft_type_weft_Cancelled)) task->flags |= TASK_ABORTED;
    w->exc = 0;
  } else {
    task->outcome = ENDED_VALUE;
    task->result = w->result;
    task->result_tag = (uint8_t)w->result_tag;
  }
  if (UNLIKELY(task->flags & TASK_MAIN)) entry_report_main(task);
  if (UNLIKELY(fiber->holds)) part_gate_release_holds(core, task, fiber); /* while their handles live */
  if (task->blocks || task->large || task->handles) {
    int holds = task->result_kind == SLOT_REF || (task->result_kind == SLOT_PAIR && task->result_tag == TAG_REF);
    /* main may have nothing left but what stands beside frozen objects */
    if (!holds || (!raised && is_static((ref)task->result))) heap_free(core, task);
    else if (fiber->live + fiber->allocated > KEEP_HEAP) gc_collect(core, task, 1);
    if (task->handles) object_share_handles(task); /* the joiner may be anywhere */
  }
  fiber_free(core, fiber);
  task->fiber = 0;
  weft_set_status(STATUS_RUNNING);
  store_relaxed(&core->ended, core->ended + 1); /* a figure */
  if (UNLIKELY(task->flags & TASK_MAIN)) entry_main_ended(core, task);
  task_publish_end(core, task);
  if (UNLIKELY(core->told)) part_scope_child_ended(core);
}

void task_abort(Core *core, Task *task, uint32_t bit) {
  or_seq(&task->abort, bit); /* before the look at state: see wait_publish */
  if (!ONE_WORKER && UNLIKELY(weft_global.stress)) lock_pause(); /* meanwhile it raises it, and waits anew */
  uint32_t state = load_seq(&task->state);
  while (wait_is_open(state)) {
    /* The wait that is ended must be one that still has an abort to raise: it has raised this one already, or cleans up
     * after another, and will raise this one at its next blocking call after that. */
    if (!abort_due(load_seq(&task->abort))) return;
    if (!wait_win_this(task, &state, TASK_WON_ABORT)) continue;
    if ((state & STATE_MASK) == TASK_PARKING) return;
    if (core && core->index == task_fiber(task)->home) part_scheduler_woken(core, task);
    else queue_send_home(task);
    return;
  }
  core_request_all(REQ_ABORT); /* it runs, or will: whoever has it looks */
}

/* --- for reports -------------------------------------------------------------------------------------------------- */
void task_each(void (*visit)(Task *task, void *context), void *context) {
  lock_take(&slab_lock);
  uint32_t first = slabs; /* slabs are only ever put in front */
  lock_drop(&slab_lock);
  for (uint32_t slab = first; slab; slab = AT(Slab, slab)->next) {
    for (uint32_t i = 0; i < SLAB_TASKS; i++) {
      Task *task = PTR(slab + sizeof(Slab) + i * sizeof(Task));
      /* acquire: the record's fields */
      if ((load_acquire(&task->state) & STATE_MASK) != TASK_FREE) visit(task, context);
    }
  }
}

uint32_t task_name(Task *task) {
  if (task->flags & TASK_MAIN) return REF("main");
  uint32_t where = task->entry ? AT(FrameDesc, task->entry)->where : 0;
  return where && AT(Where, where)->function ? AT(Where, where)->function : REF("?");
}

COLD void task_label(Text *text, uint32_t address) {
  Task *task = PTR(address);
  if (task->flags & TASK_MAIN) {
    text_put(text, "main");
    return;
  }
  text_put(text, "task ");
  text_number(text, task->id);
  text_put(text, " (");
  text_put(text, PTR(task_name(task)));
  text_put(text, ")");
}
