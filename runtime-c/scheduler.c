/* Where a task goes that can run: see scheduler.h. */
#include "scheduler.h"
#include "queue.h"
#include "trampoline.h"
#include "wake.h"

enum { SPAWNED_MIN = 4 };

struct Global weft_global;

/* Go's rule, and sooner than a thief would ask: with someone asleep who would have work, half of four or more private
 * tasks becomes visible. Fewer wait for the next tick: a pair that talk to each other is better off where it is. */
static inline void offer_idle(Core *core) {
  if (ONE_WORKER) return;
  if (UNLIKELY(load_relaxed(&weft_global.eager)) /* seen late, as `keeps`: the ticker makes up for it */
      && core->bottom - core->top >= SPAWNED_MIN && !load_relaxed(&core->keeps) &&
      !load_relaxed(&core->shared_count) && !load_relaxed(&weft_global.searching))
    queue_publish(core);
  else if (UNLIKELY(load_relaxed(&core->w.requests) & REQ_HUNGRY)) { /* a hint; its bit is taken at the next poll */
    if (core->bottom - core->top >= 2 && !load_relaxed(&core->shared_count)) queue_publish(core);
  }
}

/* Whether it went behind all others, since the order is laid down. */
static inline int pushed_in_order(Core *core, Task *task) {
  if (LIKELY(!weft_global.ordered)) return 0;
  part_queue_push_ordered(core, task);
  return 1;
}

void scheduler_spawned(Core *core, Task *task) {
  if (pushed_in_order(core, task)) return;
  if (UNLIKELY(core->bottom - core->top >= core->at_once) && trampoline_run_at_once(core, task)) {
    offer_idle(core);
    return;
  }
  queue_push(core, task);
  if (!ONE_WORKER && UNLIKELY(weft_global.stress)) {
    queue_publish(core);
    return;
  }
  offer_idle(core);
}

void scheduler_pinned(Task *task, uint32_t worker) {
  task_fiber(task)->home = worker | HOME_PINNED;
  object_share(REF(task));
  object_share_handles(task);
  queue_send_home(task);
}

void scheduler_woken(Core *core, Task *task) {
  if (UNLIKELY(task_is_pinned(task))) {
    queue_send_home(task);
    return;
  }
  if (pushed_in_order(core, task)) return;
  if (UNLIKELY(weft_global.stress)) {
    scheduler_yielded(core, task);
    return;
  }
  if (!ONE_WORKER && UNLIKELY(task_fiber(task)->home != core->index))
    store_relaxed(&core->met, core->met + 1); /* a figure */
  uint32_t displaced = core->slot;
  store_relaxed(&core->slot, REF(task));
  if (displaced) {
    queue_push(core, PTR(displaced));
    offer_idle(core);
  } else if (!ONE_WORKER && UNLIKELY(load_relaxed(&core->spreads)) && /* seen late, all of these */
             (load_relaxed(&weft_global.eager) || load_relaxed(&weft_global.searching))) {
    queue_publish(core);
  }
}

void scheduler_woken_all(Core *core, uint32_t tasks) {
  while (tasks) {
    Task *task = PTR(tasks);
    tasks = task->next;
    scheduler_woken(core, task);
  }
}

void scheduler_due(Core *core, Task *task) {
  if (pushed_in_order(core, task)) return;
  if (UNLIKELY(weft_global.stress) || task_is_pinned(task)) {
    scheduler_yielded(core, task);
    return;
  }
  queue_push(core, task);
  offer_idle(core);
}

void scheduler_yielded(Core *core, Task *task) {
  if (UNLIKELY(task_is_pinned(task))) {
    queue_send_home(task);
    return;
  }
  if (!ONE_WORKER && UNLIKELY(weft_global.stress) && !weft_global.ordered) { /* every resume goes to another worker */
    uint32_t next = core->index + 1 < scheduler_workers() ? core->index + 1 : 0;
    queue_give(PTR(weft_global.workers[next]), task);
    wake_one();
    return;
  }
  /* behind the others: who talks is served from the old end */
  if (!ONE_WORKER && load_relaxed(&core->keeps)) queue_push(core, task);
  else queue_push_old(core, task);
  offer_idle(core);
}
