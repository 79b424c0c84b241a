/* Parking and waking: the one protocol by which a task waits for anything. task.h states it. */
#ifndef WEFT_WAIT_H
#define WEFT_WAIT_H
#include "core.h"
#include "copier.h"
#include "message.h"
#include "text.h"

/* How a kind of wait ends, and what others must know of it meanwhile; wait_rows (wait.c) has a row for each enum
 * WaitKind. */
typedef struct WaitRow {
  /* how: enum TaskState. Outcome or exception into the worker; 0: there is none */
  void (*finish)(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
  /* for reports, before the label of the object whose handle is in task->result; 0: it waits on none */
  const char *what;
  void (*describe)(Text *text, Task *task);   /* what is to be said instead, or behind that; 0: nothing */
  void (*scan)(Copier *copier, Fiber *fiber); /* its roots beside task->result; 0: none */
} WaitRow;
void wait_describe(Text *text, Task *task);    /* " waits to receive from <Channel 1 capacity=0>" */
const char *wait_what(uint32_t kind);          /* the words before what it waits on; 0: it waits on no one object */
void wait_scan(Copier *copier, Fiber *fiber);
PART(wait_scan, ALL_WAITS);

/* under the lock of what is waited on, if any: new ticket, PARKING, timer; status SUSPENDING. shared: another worker
 * may end the wait */
void NOINLINE wait_begin(Core *core, int kind, double timeout_s, int shared);
/* the task is about to go on: outcome or exception into the worker. lost: it was won before it parked */
void wait_finish(Core *core, Task *task, Fiber *fiber, int lost);
/* stress: the call that just finished pretends that it would block; kind: of w->result */
void wait_defer(Core *core, uint32_t kind);
void wait_raise_abort(Core *core, Task *task);
/* an abort is pending: raises it, unless the task is handling a Cancelled */
int wait_check_abort(Core *core);
uint32_t wait_take_shielded(Task *task); /* the aborts that it is to raise, once only */
PART(wait_take_shielded, "weft_shield_enter");
PART(wait_finish, "weft_yield " ALL_WAITS);
int wait_bad_timeout(void);
int wait_shielded(Core *core);                            /* whether the running task is handling a Cancelled, or
                                                           * inside a shield */

enum { PASSED_OVER = 255 }; /* Waiter.outcome: its turn came when its wait was over */

/* A waiter goes to the end of a queue of what is waited on, or leaves it; under its lock. */
static inline void wait_link(Waiters *queue, Waiter *waiter, uint32_t object) {
  uint32_t before = queue->last;
  waiter->next = 0;
  waiter->prev = before;
  waiter->object = object;
  if (before) AT(Waiter, before)->next = REF(waiter); else queue->first = REF(waiter);
  queue->last = REF(waiter);
}
static inline void wait_unlink(Waiters *queue, Waiter *waiter) {
  if (waiter->prev) AT(Waiter, waiter->prev)->next = waiter->next; else queue->first = waiter->next;
  if (waiter->next) AT(Waiter, waiter->next)->prev = waiter->prev; else queue->last = waiter->prev;
  waiter->object = 0;
}

static inline int wait_is_open(uint32_t state) {
  return (state & STATE_MASK) == TASK_PARKING || (state & STATE_MASK) == TASK_PARKED;
}

/* Of a task with a waiter linked: whether its wait has been won already. */
static inline int wait_is_over(Task *task) {
  /* a late answer is right for a while ago: the queue's lock orders */
  return !wait_is_open(load_relaxed(&task->state));
}

/* The running task is about to wait for what another worker may end. */
static inline void wait_share(Task *task, const Fiber *fiber) {
  if (LIKELY(task->shared && task->handles == fiber->handles_shared)) return;
  object_share(REF(task));
  object_share_handles(task);
}

/* wait_begin for a wait without timeout. */
static inline void wait_begin_here(Core *core, Task *task, Fiber *fiber, int kind, int shared) {
  fiber->wait = (uint8_t)kind;
  if (UNLIKELY(shared)) wait_share(task, fiber);
  /* only we change it while it runs */
  uint32_t parking = (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) + STATE_TICKET + TASK_PARKING;
  if (UNLIKELY(core->w.handling) && wait_shielded(core)) or_seq(&task->abort, ABORT_SHIELD);
  /* release: an aborter that sees the wait sees the shield of one that cleans up after another */
  if (UNLIKELY(load_relaxed(&task->abort))) store_release(&task->state, parking);
  else store_relaxed(&task->state, parking); /* wakers find us through a queue, whose lock publishes this */
  core->blocked = 1;
  weft_set_status(STATUS_SUSPENDING);
}

/* wait_finish for the common case: a task that was served at a channel, and no more is to be done. */
static inline int wait_was_served(Core *core, const Task *task, Fiber *fiber) {
  if ((uint32_t)(fiber->wait - WAIT_SEND) > WAIT_NEXT - WAIT_SEND || fiber->timer || core->w.heed ||
      (load_relaxed(&task->state) & STATE_MASK) != TASK_WON_VALUE) /* it was handed to us in order */
    return 0;
  if (fiber->waiter.outcome != OUTCOME_VALUE) return 0; /* not before: who lost the wait may still write it */
  if (fiber->wait != WAIT_SEND) {
    core->w.result = fiber->waiter.payload;
    core->w.result_tag = fiber->waiter.tag;
    if (UNLIKELY(fiber->waiter.block)) part_message_adopt(core, fiber->waiter.block);
  }
  core->w.outcome = OUTCOME_VALUE;
  fiber->wait = WAIT_NONE;
  fiber->held = SLOT_RAW4;
  return 1;
}

/* At every blocking call: raises Cancelled or KeyboardInterrupt if asked to. */
static inline int wait_cancelled(Core *core) {
  /* seen late: REQ_ABORT or wait_publish catches it */
  return UNLIKELY(load_relaxed(&core->task->abort)) && wait_check_abort(core);
}
/* The same, and a timeout that is no number. */
static inline int wait_refused(Core *core, double timeout_s) {
  return wait_cancelled(core) || (UNLIKELY(timeout_s != timeout_s) && wait_bad_timeout());
}

/* Tries to be the one that ends the wait that a task was in when its state was read; fails: *state is read again. */
static inline int wait_win_this(Task *task, uint32_t *state, uint32_t how) {
  uint32_t won = (*state & ~(uint32_t)STATE_MASK) | how;
  if (UNLIKELY(MAY_RACE(task))) return cas_acq_rel(&task->state, state, won); /* acquire: its frames, if parked */
  store_relaxed(&task->state, won); /* ours alone */
  return 1;
}

/* Tries to be the one that ends a task's wait; *parked: then enqueue it. */
static inline int wait_win(Task *task, uint32_t how, int *parked) {
  uint32_t state = load_relaxed(&task->state); /* the CAS orders */
  for (;;) {
    if (!wait_is_open(state)) return 0;
    *parked = (state & STATE_MASK) == TASK_PARKED;
    if (wait_win_this(task, &state, how)) return 1;
  }
}

/* The frames are saved. 1: parked, don't touch it any more; 0: it has been won already, go on. */
static inline int wait_publish(Task *task) {
  uint32_t state = load_relaxed(&task->state); /* the CAS orders */
  if ((state & STATE_MASK) != TASK_PARKING) return 0;
  uint32_t ticket = state & ~(uint32_t)STATE_MASK, expected = state;
  /* release: frames and heap; seq: before the load of abort */
  if (!cas_seq(&task->state, &expected, ticket | TASK_PARKED)) return 0;
  if (LIKELY(!abort_due(load_seq(&task->abort)))) return 1; /* seq: an aborter that missed PARKED is seen here */
  expected = ticket | TASK_PARKED;
  return !cas_acq_rel(&task->state, &expected, ticket | TASK_WON_ABORT);
}
#endif
