/* Joins, and what else a task's handle offers: see join.h. */
#include "join.h"
#include "exc.h"
#include "freeze.h"
#include "message.h"
#include "queue.h"
#include "scheduler.h"
#include "text.h"
#include "trampoline.h"
#include "wait.h"

/* --- the outcome -------------------------------------------------------------------------------------------------- */
/* A reference in a finished task's heap becomes one in the running task's; 0: raised. */
static ref take(Core *core, Task *task, Handle *handle, ref value) {
  if (is_shared(value)) return value;
  if (handle->aux) return handle->aux;
  if ((uint32_t)load_acquire(&task->life) == 1) { /* acquire: those who copied before us are through */
    heap_adopt(core, task);
    task->flags |= TASK_TAKEN;
    return handle->aux = value;
  }
  uint64_t life = load_relaxed(&task->life); /* the CAS orders */
  while (MAY_RACE(task) &&
         ((life_joiners(life) & JOIN_LOCK) || !cas_acquire(&task->life, &life, life | (uint64_t)JOIN_LOCK << 32))) {
    if (life_joiners(life) & JOIN_LOCK) lock_pause();
    life = load_relaxed(&task->life);
  }
  int failed;
  uint64_t payload = value;
  uint32_t message = message_copy(core, SLOT_REF, &payload, 0, &failed);
  /* release: the source's headers are as they were */
  if (MAY_RACE(task)) add_acq_rel(&task->life, -((uint64_t)JOIN_LOCK << 32));
  if (failed) {
    weft_raise_memory();
    return 0;
  }
  if (message) message_adopt(core, message);
  return handle->aux = (ref)payload;
}

static ref take_error(Core *core, Task *task, Handle *handle) {
  if (!(task->flags & TASK_ABORTED)) return take(core, task, handle, (ref)task->result);
  if (!handle->aux) {
    Text words = {.used = 0};
    task_label(&words, REF(task));
    text_put(&words, " was aborted");
    ref text = weft_text_bytes(words.bytes, words.used);
    if (!text) return 0;
    ref exc = exc_new(&weft_type_weft_Aborted, text);
    handle->aux = exc;
  }
  return handle->aux;
}

/* Delivers what a finished task ended with. */
static void deliver(Core *core, Task *task, Handle *handle, int outcome) {
  Worker *w = &core->w;
  w->outcome = OUTCOME_VALUE;
  if (task->outcome == ENDED_ERROR) {
    __atomic_fetch_or(&task->flags, TASK_SEEN, __ATOMIC_RELAXED); /* read when it is released, or at the end */
    ref exc = take_error(core, task, handle);
    if (!exc) return;
    if (!outcome) {
      weft_raise_ref(exc);
      return;
    }
    w->outcome = OUTCOME_ERROR;
    w->result = exc;
  } else {
    int holds = task->result_kind == SLOT_REF || (task->result_kind == SLOT_PAIR && task->result_tag == TAG_REF);
    w->result_tag = task->result_tag;
    w->result = holds ? take(core, task, handle, (ref)task->result) : task->result;
  }
}

void join_deliver(Core *core, ref handle) {
  deliver(core, PTR(AT(Handle, handle)->object), PTR(handle), 1);
  if (core->w.outcome == OUTCOME_ERROR) weft_reraise((ref)core->w.result);
}

static uint32_t delivered_kind(Core *core, Task *task) {
  return core->w.outcome == OUTCOME_ERROR ? SLOT_REF
         : task->result_kind == SLOT_PAIR ? (task->result_tag == TAG_REF ? SLOT_PAIR : SLOT_RAW8)
                                          : task->result_kind;
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */
void join_link(Task *task, Waiter *waiter) {
  uint32_t list = life_joiners(load_relaxed(&task->life)) & ~(uint32_t)JOIN_LOCK; /* ours to change */
  waiter->next = list;
  waiter->prev = 0;
  waiter->object = REF(task);
  if (list) AT(Waiter, list)->prev = REF(waiter);
  uint64_t change = ((uint64_t)REF(waiter) << 32) - ((uint64_t)list << 32); /* the count of references stays */
  if (MAY_RACE(task)) add_relaxed(&task->life, change); /* who takes the lock acquires it */
  else task->life += change;
}

int join_unlink(Task *task, Waiter *waiter) {
  uint64_t life = task_lock_joiners(task);
  if (life_joiners(life) & JOIN_DONE) return 0; /* its end has unlinked all */
  uint32_t list = life_joiners(life), head = list;
  int linked = waiter->object != 0;
  if (linked) {
    if (waiter->prev) AT(Waiter, waiter->prev)->next = waiter->next; else head = waiter->next;
    if (waiter->next) AT(Waiter, waiter->next)->prev = waiter->prev;
    waiter->object = 0;
  }
  task_unlock_joiners(task, list, head);
  return linked;
}

static void raise_timeout(Task *task, double timeout_s) {
  Text text = {.used = 0};
  task_label(&text, REF(task));
  text_put(&text, " has not ended");
  if (timeout_s > 0) {
    text_put(&text, " within ");
    text_seconds(&text, timeout_s);
    text_put(&text, " seconds");
  }
  text_raise(&weft_type_TimeoutError, &text);
}

static void join(ref handle, double timeout_s, int kind) {
  Core *core = core_current();
  Task *me = core->task, *task = PTR(AT(Handle, handle)->object);
  Fiber *fiber = core->fiber;
  if (UNLIKELY(task == me)) {
    weft_raise(&weft_type_RuntimeError, "a task can't join itself");
    return;
  }
  if (wait_refused(core, timeout_s)) return;
  if (!task_is_done(task) && timeout_s < 0 && trampoline_may_run(core, task, core->inside) &&
      queue_take_private(core, task)) {
    trampoline_run_nested(core, task);
    /* it waited here when it was aborted */
    if (UNLIKELY(abort_due(load_relaxed(&me->abort))) && wait_check_abort(core)) return;
  }
  if (task_is_done(task)) {
    deliver(core, task, PTR(handle), kind == WAIT_OUTCOME);
    if (UNLIKELY(weft_global.stress) && weft_status() == STATUS_RUNNING) wait_defer(core, delivered_kind(core, task));
    return;
  }
  if (timeout_s == 0) {
    raise_timeout(task, 0);
    return;
  }
  uint64_t life = task_lock_joiners(task);
  if (life_joiners(life) & JOIN_DONE) {
    deliver(core, task, PTR(handle), kind == WAIT_OUTCOME);
    return;
  }
  uint32_t list = life_joiners(life);
  Waiter *waiter = &fiber->waiter;
  *waiter = (Waiter){.next = list, .task = REF(me), .object = REF(task)};
  if (list) AT(Waiter, list)->prev = REF(waiter);
  me->result = handle; /* a root while we wait: the handle must live, and join_finish needs it */
  fiber->held = SLOT_REF;
  wait_begin(core, kind, timeout_s, IS_SHARED(task));
  task_unlock_joiners(task, list, REF(waiter));
}

void join_finish(Core *core, Task *me, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  (void)lost; /* in either case the winner is through when we go on: it has published its end, or dropped JOIN_LOCK */
  Handle *handle = PTR((ref)me->result);
  Task *task = PTR(handle->object);
  if (how == TASK_WON_VALUE) {
    while (!task_is_done(task)) lock_pause(); /* it woke us just before it published its end */
    deliver(core, task, handle, kind == WAIT_OUTCOME);
    return;
  }
  join_unlink(task, &fiber->waiter);
  if (how == TASK_WON_ABORT) wait_raise_abort(core, me);
  else raise_timeout(task, core->timeout_s);
}

void weft_task_join(ref task, double timeout_s) { join(task, timeout_s, WAIT_JOIN); }
void weft_task_outcome(ref task, double timeout_s) { join(task, timeout_s, WAIT_OUTCOME); }

/* --- the end of what was waited for ------------------------------------------------------------------------------- */
uint32_t join_win(uint32_t list) {
  uint32_t woken = 0;
  for (uint32_t w = list; w;) {
    Waiter *waiter = PTR(w);
    uint32_t next = waiter->next;
    Task *joiner = PTR(waiter->task);
    waiter->object = 0;
    int parked, won = wait_win(joiner, TASK_WON_VALUE, &parked);
    waiter->outcome = won ? OUTCOME_VALUE : PASSED_OVER; /* of a select; it reads that once we are through */
    if (won && parked) {
      joiner->next = woken;
      woken = REF(joiner);
    }
    w = next;
  }
  return woken;
}

/* --- the rest of the handle --------------------------------------------------------------------------------------- */
void weft_task_abort(ref handle) {
  Task *task = PTR(AT(Handle, handle)->object);
  Core *core = core_current();
  if (!task_is_done(task)) task_abort(core, task, ABORT_CANCEL);
  core_heed(core); /* it may be the running one */
}

int64_t weft_task_id(ref handle) { return AT(Task, AT(Handle, handle)->object)->id; }
int32_t weft_task_done(ref handle) { return task_is_done(PTR(AT(Handle, handle)->object)); }
int32_t weft_task_computes(ref handle) {
  uint32_t entry = AT(Task, AT(Handle, handle)->object)->entry;
  return !weft_global.ordered && (AT(FrameDesc, entry)->flags & FRAME_COMPUTES) != 0;
}
ref weft_task_name(ref handle) { return weft_text(PTR(task_name(PTR(AT(Handle, handle)->object)))); }
ref weft_task_current(uint32_t type) {
  Core *core = core_current();
  object_retain(REF(core->task));
  return object_handle(core, REF(core->task), type);
}
int32_t weft_cpus(void) { return (int32_t)weft_global.cpus; }
int64_t weft_task_number(void) { return core_current()->task->id; }
