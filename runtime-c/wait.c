/* Parking and waking: see wait.h and task.h. */
#include "wait.h"
#include "channel.h"
#include "exc.h"
#include "gate.h"
#include "clock.h"
#include "join.h"
#include "message.h"
#include "os.h"
#include "scheduler.h"
#include "select.h"
#include "timer.h"

/* What wait_defer kept. */
static void ready_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  (void)kind, (void)how, (void)lost;
  core->w.result = task->result;
  core->w.result_tag = task->result_tag;
  core->w.outcome = fiber->waiter.outcome;
  core->w.arm = fiber->waiter.block;
}

static void sleep_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  (void)fiber, (void)kind, (void)lost;
  if (how == TASK_WON_ABORT) wait_raise_abort(core, task);
}

static const WaitRow wait_rows[WAIT_KINDS] = {
    [WAIT_NONE] = {0, 0, 0, 0},
    [WAIT_READY] = {ready_finish, 0, 0, 0},
    [WAIT_SLEEP] = {sleep_finish, 0, 0, 0},
    [WAIT_YIELD] = {0, 0, 0, 0},
    [WAIT_JOIN] = {part_join_finish, " waits for the end of ", 0, 0},
    [WAIT_OUTCOME] = {part_join_finish, " waits for the end of ", 0, 0},
    [WAIT_SEND] = {part_channel_finish, " waits to send to ", 0, 0},
    [WAIT_RECV] = {part_channel_finish, " waits to receive from ", 0, 0},
    [WAIT_NEXT] = {part_channel_finish, " waits to receive from ", 0, 0},
    [WAIT_SELECT] = {part_select_finish, 0, part_select_describe, part_select_scan},
    [WAIT_ACQUIRE] = {part_gate_finish, " waits for ", part_gate_describe, 0},
    [WAIT_REACQUIRE] = {part_gate_finish, " waits for ", part_gate_describe, 0},
    [WAIT_PARK] = {part_gate_finish, " waits for ", 0, 0},
};

void wait_begin(Core *core, int kind, double timeout_s, int shared) {
  wait_begin_here(core, core->task, core->fiber, kind, shared);
  if (timeout_s < 0) return;
  uint64_t due = timer_due(timeout_s);
  if (due != UINT64_MAX) timer_arm(core, due, timeout_s); /* no memory for it: it waits without */
}

int wait_shielded(Core *core) {
  if (load_relaxed(&core->task->abort) >= ABORT_DEFERRED) return 1; /* its own to change */
  for (ref e = core->w.handling; e && !is_static(e); e = AT(Exc, e)->context) {
    if (exc_is(e, &weft_type_weft_Cancelled)) return 1;
  }
  return 0;
}

int wait_check_abort(Core *core) {
  if (!(load_relaxed(&core->task->abort) & ABORT_INTERRUPT) && wait_shielded(core)) return 0;
  wait_raise_abort(core, core->task);
  return 1;
}

int wait_bad_timeout(void) {
  weft_raise(&weft_type_ValueError, "timeout must be a number of seconds, not NaN");
  return 1;
}

/* Inside of a shield an interrupt comes through alone, and the end of the program. */
uint32_t wait_take_shielded(Task *task) {
  uint32_t bits = and_seq(&task->abort, ~(uint32_t)(ABORT_INTERRUPT | ABORT_SHIELD));
  if (!(bits & ABORT_INTERRUPT)) and_seq(&task->abort, ~(uint32_t)(ABORT_DEFERRED - 1));
  return bits;
}

NOINLINE void wait_raise_abort(Core *core, Task *task) {
  int shielded = load_relaxed(&task->abort) >= ABORT_DEFERRED; /* its own to change */
  uint32_t bits = UNLIKELY(shielded) ? part_wait_take_shielded(task) : xchg_seq(&task->abort, 0); /* once only */
  core_heed(core);
  ASSERT(bits & (ABORT_INTERRUPT | ABORT_CANCEL | ABORT_SCOPE)); /* else the call would return as if it were done */
  if (bits & ABORT_INTERRUPT) {
    weft_raise(&weft_type_KeyboardInterrupt, "");
  } else {
    /* joiners set other flags */
    if (!(bits & ABORT_CANCEL)) __atomic_fetch_or(&task->flags, TASK_SCOPED, __ATOMIC_RELAXED);
    weft_raise(&weft_type_weft_Cancelled, "");
  }
}

void wait_defer(Core *core, uint32_t kind) {
  Task *task = core->task;
  Fiber *fiber = core->fiber;
  fiber->wait = WAIT_READY;
  fiber->held = (uint8_t)kind;
  fiber->waiter.outcome = (uint8_t)core->w.outcome; /* it isn't linked */
  fiber->waiter.block = core->w.arm;
  task->result = core->w.result;
  task->result_tag = (uint8_t)core->w.result_tag;
  core->blocked = 2;
  weft_set_status(STATUS_SUSPENDING);
}

void wait_finish(Core *core, Task *task, Fiber *fiber, int lost) {
  uint32_t kind = fiber->wait, how = load_relaxed(&task->state) & STATE_MASK; /* it was handed to us in order */
  weft_set_status(STATUS_RUNNING);
  if (UNLIKELY(load_relaxed(&task->abort) & ABORT_SHIELD)) {
    and_seq(&task->abort, ~(uint32_t)ABORT_SHIELD);
    core_heed(core);
  }
  if (fiber->timer) {
    core->timeout_s = part_timer_seconds(fiber);
    part_timer_cancel(core, fiber);
  }
  fiber->wait = WAIT_NONE;
  if (wait_rows[kind].finish) wait_rows[kind].finish(core, task, fiber, kind, how, lost);
  fiber->held = SLOT_RAW4;
}

void wait_scan(Copier *copier, Fiber *fiber) {
  if (wait_rows[fiber->wait].scan) wait_rows[fiber->wait].scan(copier, fiber);
}

const char *wait_what(uint32_t kind) { return wait_rows[kind].what; }

COLD void wait_describe(Text *text, Task *task) {
  const WaitRow *row = &wait_rows[task_fiber(task)->wait];
  if (row->what) {
    uint32_t object = AT(Handle, (ref)task->result)->object;
    text_put(text, row->what);
    object_rows[AT(Object, object)->kind].label(text, object);
  }
  if (row->describe) row->describe(text, task);
  else if (!row->what) text_put(text, " waits");
}

void weft_sleep(double seconds) {
  Core *core = core_current();
  if (seconds < 0) {
    weft_raise(&weft_type_ValueError, "sleep length must be non-negative");
    return;
  }
  if (seconds == 0) {
    weft_yield();
    return;
  }
  if (wait_refused(core, seconds)) return;
  wait_begin(core, WAIT_SLEEP, seconds, 0);
}

void weft_shield_enter(void) {
  Core *core = core_current();
  add_seq(&core->task->abort, ABORT_DEFERRED); /* seq: others set bits */
  core_heed(core);
}

void weft_shield_leave(void) {
  Core *core = core_current();
  if (load_relaxed(&core->task->abort) < ABORT_DEFERRED) { /* its own to change */
    weft_raise(&weft_type_RuntimeError, "this task is inside of no shield");
    return;
  }
  uint32_t left = add_seq(&core->task->abort, (uint32_t)-ABORT_DEFERRED) - ABORT_DEFERRED;
  core_heed(core);
  if (UNLIKELY(abort_due(left))) core_request(core, REQ_ABORT); /* it may have polled meanwhile */
}

void weft_yield(void) {
  Core *core = core_current();
  if (wait_cancelled(core)) return;
  core->fiber->wait = WAIT_YIELD;
  core->blocked = 2;
  weft_set_status(STATUS_SUSPENDING);
}
