/* A worker's own data: what compiled code sees (struct Worker) and the scheduler's part.
 *
 * Invariants
 * - Only its worker touches a Core, except the words marked atomic and the published queue under `lock`.
 * - While a task runs, its hp, limit, globals and handling live in `w`; core_load and core_store move them.
 */
#ifndef WEFT_CORE_H
#define WEFT_CORE_H
#include "base.h"
#include "memory.h"
#include "task.h"

enum { AT_ONCE_LEAST = 64, AT_ONCE_MOST = 1024 };

typedef struct Core {
  Worker w;
  uint32_t index;
  Task *task;              /* the running task */
  Fiber *fiber;            /* its fiber */
  uint32_t scratch_base, scratch_size;
  int32_t nested;          /* in-place runs on the engine's stack */
  uint32_t spawning;       /* between weft_spawn_frame and weft_spawn_commit */
  uint32_t sponsored, told; /* the gate of the task that is spawned next; the hold of that which ends (scope.h) */
  uint32_t blocked;        /* the running task has parked: its frames are to be saved, then PARKED */
  Pool pool;
  int64_t clock_offset;    /* added to this instance's steady clock: see os_clock_start */
  /* run queue: see queue.c */
  uint32_t ring, ring_mask, top, bottom;
  uint32_t pinned_first, pinned_last; /* tasks that only this worker runs, by `next`; it alone touches them */
  uint32_t slot;           /* atomic, relaxed: read by the ticker as a hint */
  uint32_t slot_runs;
  uint32_t fair;           /* `moved` when the old end was served last */
  uint32_t private_count;  /* atomic, relaxed: bottom - top, for thieves */
  /* counted for balance.c; atomic, relaxed */
  uint32_t moved;          /* turns */
  uint32_t parks;          /* of them, those that ended in a wait */
  uint32_t met;            /* tasks woken here that had run elsewhere */
  uint32_t races, meetings; /* its locks of gates that others may lock; of them, those that another locked before */
  uint64_t races_since;    /* all three its own: balance.c */
  uint32_t keeps;          /* atomic, relaxed; the ticker's: what can run here is offered to nobody */
  uint32_t spreads;        /* the same: who is woken here is offered to a sleeper at once */
  uint32_t gather;         /* atomic, relaxed: 1 + index of the worker that is to get all that can run here */
  Lock lock;               /* guards the next four */
  uint32_t inbox;          /* atomic: also read without the lock */
  uint32_t shared_head, shared_tail;
  uint32_t shared_count;   /* atomic: also read without the lock */
  uint32_t tasks_free, tasks_spare, tasks_count;
  uint32_t ended;          /* atomic: tasks that have ended here */
  /* sleeping */
  uint32_t sleep;          /* atomic: the one word that this worker waits on; 1: sleeping */
  uint32_t nap;            /* never changed: waited on for short pauses */
  uint32_t resting;        /* under the idle lock: it sleeps, and is woken for a task that has waited a tick only */
  uint64_t set_out;        /* when it last found work elsewhere; 0: not since it slept */
  uint64_t woke;           /* when it last got up */
  uint32_t running;        /* atomic, relaxed: a task is running */
  /* ticker's */
  uint64_t slice_start;
  uint32_t slice_moved;
  uint32_t was_moved, was_parks, was_talked, was_met; /* at the last tick */
  /* timers: timer.c */
  uint32_t timers, timer_count, timer_capacity, timer_dead;
  uint64_t timer_next;     /* atomic, relaxed: when the first is due; UINT64_MAX: none */
  /* collector's and message's scratch: copier.c */
  uint32_t log, log_count, log_capacity;
  /* message being built: message.c */
  uint32_t built, built_hp, built_limit;
  /* select being gathered: select.c */
  uint32_t arms, arms_failed;
  double timeout_s;        /* of the wait that has just ended, for the text of its TimeoutError */
  uint32_t stressed;       /* trampoline.c */
  uint32_t slices;         /* that have ended here */
  uint32_t at_once;        /* so many tasks must wait in the private queue for a new one to be run at once */
  uint32_t full_slice;     /* `moved` in the turn in which a new task, run at once, used a slice up */
  uint32_t inside;         /* atomic, relaxed; read by the ticker as a hint: tasks that wait, and others run inside */
  uint32_t outside;        /* so many waits unwind at once: see trampoline_wait */
  uint32_t in_vain;        /* and, about half so many the next time that one runs inside in vain */
  uint32_t put_off;        /* `moved` in the turn whose slice was put off */
  uint32_t fuel_left;      /* portable: what attention was before a request */
  uint64_t random;
} Core;

/* A call that sends, receives, selects or locks. */
static inline void core_talks(Core *core) { store_relaxed(&core->w.talked, core->w.talked + 1); /* a figure */ }
static inline Core *core_current(void) { return PTR(weft_worker()); }
Core *core_new(uint32_t index); /* 0: no memory */
uint64_t core_random(Core *core);

void core_heed(Core *core); /* after a change of the running task's `abort` */
static inline void core_load(Core *core, Task *task, Fiber *fiber) {
  core->task = task;
  core->fiber = fiber;
  core->w.hp = fiber->hp;
  core->w.limit = fiber->limit;
  core->w.globals = fiber->globals;
  core->w.handling = fiber->handling;
  if (UNLIKELY(core->w.heed | load_relaxed(&task->abort))) core_heed(core); /* seen late: see wait_cancelled */
}
static inline void core_store(Core *core, Fiber *fiber) {
  fiber->hp = core->w.hp;
  fiber->limit = core->w.limit;
  fiber->handling = core->w.handling;
}
/* Sets a request bit for a worker, from anywhere. */
static inline void core_request(Core *core, uint32_t bits) {
  or_seq(&core->w.requests, bits); /* before attention: the owner clears attention first, then takes the bits */
#ifdef WEFT_PORTABLE
  if ((int32_t)core->w.attention >= 0) core->fuel_left = core->w.attention;
  core->w.attention = (uint32_t)-1;
#else
  (void)xchg_seq(&core->w.attention, 0x7fffffffu);
#endif
}
void core_request_all(uint32_t bits);
/* Whether anything was asked of this worker, or its slice is over. */
static inline int core_wanted(const Core *core) {
#ifdef WEFT_PORTABLE
  return (int32_t)core->w.attention < 0;
#else
  return load_relaxed(&core->w.attention) != 0; /* seen late: polled again soon */
#endif
}
/* Whether a call may do the common case in passing: nothing is asked, the task has no abort to raise, no stress. */
static inline int core_may_pass(const Core *core) { return !core->w.heed && !core_wanted(core); }
/* Takes what others asked for; after it, attention is off until someone asks again. `allocated`: heap bytes since the
 * task's last collection. */
uint32_t core_take_requests(Core *core, uint32_t allocated);
#endif
