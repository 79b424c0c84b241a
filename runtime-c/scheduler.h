/* The scheduler: what all workers share, and where a task goes that can run. */
#ifndef WEFT_SCHEDULER_H
#define WEFT_SCHEDULER_H
#include "core.h"

extern struct Global { /* set before the workers start, but for the words marked atomic */
  uint32_t worker_count;          /* atomic: 1 until the first spawn */
  uint32_t workers[WORKERS_MAX];  /* Cores */
  uint32_t cpus;                  /* WEFT_WORKERS, or as the module says */
  uint32_t stress;                /* WEFT_STRESS */
  uint32_t seeded;                /* WEFT_SEED given: virtual clock, seeded decisions */
  uint32_t sequential;            /* WEFT_SEQUENTIAL: one worker, first come, first served, no slices */
  uint32_t ordered;               /* seeded or sequential, and a task was spawned: queue_take_any says who is next */
  uint32_t spawned;               /* a task was spawned: by then no other thread runs a task */
  uint64_t seed;
  uint64_t max_stack;             /* WEFT_MAX_STACK_SIZE */
  uint32_t engine_stack;          /* WEFT_ENGINE_STACK: bytes that compiled code may use of it */
  uint32_t stop;                  /* atomic: the workers leave their loops */
  uint32_t threads;               /* atomic: threads of ours that run, worker 0 apart */
  uint32_t main_task;
  uint32_t main_done;             /* atomic */
  uint32_t ending;                /* atomic: parked tasks have been aborted */
  uint32_t interrupts;            /* atomic: Ctrl-C's so far */
  int32_t exit_status;            /* written by main's worker before stop, or under the idle lock */
  uint32_t why;                   /* WHY_: the same */
  uint32_t deadlocked;            /* under the idle lock */
  uint32_t idle_count;            /* atomic; changed under the idle lock */
  uint32_t eager;                 /* atomic; those of them that don't rest */
  uint32_t lone;                  /* index of the worker that is alone awake; written by it before weft_alone */
  uint32_t searching;             /* atomic: workers that look for work to steal */
  uint32_t sent_home;             /* atomic: tasks in inboxes */
  uint64_t pinned;                /* atomic: a bit for each worker that a task is pinned to */
  uint32_t groups;                /* atomic: what is reported may be an exception group, or come from one */
} weft_global;

/* acquire: their Cores */
static inline uint32_t scheduler_workers(void) { return ONE_WORKER ? 1 : load_acquire(&weft_global.worker_count); }
enum {
  ENDING_NOT = 0,
  ENDING_NOW = 2,   /* main has failed or exited: everything is being aborted */
  ENDING_SWEPT = 3, /* nothing could run any more: what was parked has been aborted */
};
void scheduler_spawned(Core *core, Task *task); /* a new task: to the private queue, or runs at once */
void scheduler_pinned(Task *task, uint32_t worker); /* a new task, for this worker alone */
void scheduler_woken(Core *core, Task *task);   /* a task that this worker's task has woken: to the slot */
PART(scheduler_woken, "weft_task_abort weft_mailbox_abort weft_scope_sponsor"); /* for an abort by another task */
/* the same, without a call in the common case */
static inline void scheduler_woken_here(Core *core, Task *task) {
  int here = !core->slot && task_fiber(task)->home == core->index && !core->w.heed;
  if (LIKELY(here && (ONE_WORKER || !load_relaxed(&core->spreads)))) store_relaxed(&core->slot, REF(task));
  else scheduler_woken(core, task);
}
void scheduler_woken_all(Core *core, uint32_t tasks); /* a chain of them, by `next`; 0: none */
PART(scheduler_woken_all, ALL_JOINS); /* for joiners */
void scheduler_due(Core *core, Task *task);     /* a task whose timer is due */
void scheduler_yielded(Core *core, Task *task); /* to the old end */
#endif
