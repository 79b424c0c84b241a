/* Gates: see gate.h. */
#include "gate.h"
#include "balance.h"
#include "entry.h"
#include "exc.h"
#include "idle.h"
#include "report.h"
#include "scheduler.h"
#include "scope.h"
#include "trampoline.h"
#include "wait.h"

enum { HOLDERS_SHOWN = 4, SPINS = 400 };

static uint32_t last_number; /* atomic */

ref weft_gate_new(int64_t total, int32_t owned, ref label, ref late, uint32_t type) {
  Core *core = core_current();
  ASSERT(total >= 0 && total <= UINT32_MAX && is_static(label) && is_static(late));
  uint32_t address = pool_alloc(&core->pool, sizeof(Gate));
  if (!address) {
    weft_raise_memory();
    return 0;
  }
  *AT(Gate, address) = (Gate){.life = 1, .kind = OBJECT_GATE, .owned = (uint8_t)owned, .total = (uint32_t)total,
                              .free = (uint32_t)total, .label = label, .late = late};
  AT(Gate, address)->passes = owned ? (uint32_t)total : 1;
  AT(Gate, address)->scarce = (uint32_t)total < AT(Gate, address)->passes;
  AT(Gate, address)->number = add_relaxed(&last_number, 1) + 1; /* any order will do */
  return object_handle(core, address, type);
}

void gate_drop(Core *core, uint32_t address) {
  if (AT(Gate, address)->failed) part_scope_forget_failed(core, PTR(address));
  ASSERT(!AT(Gate, address)->holds && !AT(Gate, address)->waiters.first && !AT(Gate, address)->parked.first);
  pool_free(&core->pool, address, sizeof(Gate));
}

void gate_share(uint32_t address, uint32_t *pending) {
  gate_settle_taken(core_current()); /* it may be this one */
  object_share_waiters(AT(Gate, address)->waiters.first, pending);
  object_share_waiters(AT(Gate, address)->parked.first, pending);
  if (AT(Gate, address)->owner) object_share_one(AT(Gate, address)->owner, pending);
  for (uint32_t h = AT(Gate, address)->holds; h; h = AT(Hold, h)->gate_next)
    if (AT(Hold, h)->kept >= HOLD_OF_GROUP) object_share_one(AT(Hold, h)->task, pending);
}

void gate_share_of_child(uint32_t fiber, uint32_t *pending) {
  for (uint32_t h = AT(Fiber, fiber)->holds; h; h = AT(Hold, h)->next)
    if (AT(Hold, h)->kept >= HOLD_OF_GROUP) object_share_one(AT(Hold, h)->gate, pending);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */
COLD void gate_label(Text *text, uint32_t address) {
  const Gate *gate = PTR(address);
  text_put(text, "<");
  text_str(text, gate->label);
  text_put(text, " ");
  text_number(text, gate->number);
  text_put(text, ">");
}

COLD void gate_describe(Text *text, Task *task) {
  const Gate *gate = gate_of((ref)task->result);
  uint32_t shown = 0;
  for (uint32_t h = gate->holds; h; h = AT(Hold, h)->gate_next, shown++) {
    if (shown == HOLDERS_SHOWN) {
      text_put(text, " and others");
      break;
    }
    text_put(text, shown ? ", " : ", held by ");
    task_label(text, AT(Hold, h)->task);
  }
}

static COLD void raise_about(const Type *type, const char *before, Gate *gate, const char *behind) {
  Text text = {.used = 0};
  text_put(&text, before);
  gate_label(&text, REF(gate));
  text_put(&text, behind);
  text_raise(type, &text);
}

static COLD void raise_timeout(Gate *gate, double timeout_s) {
  Text text = {.used = 0};
  gate_label(&text, REF(gate));
  text_put(&text, " ");
  text_str(&text, gate->late);
  text_put(&text, " within ");
  text_seconds(&text, timeout_s);
  text_put(&text, " seconds");
  text_raise(&weft_type_TimeoutError, &text);
}

/* --- permits: under the lock -------------------------------------------------------------------------------------- */
static inline void set_free(Gate *gate, uint32_t permits) {
  store_relaxed(&gate->free, permits); /* under the lock; weft_gate_free reads without */
  gate->scarce = permits < gate->passes;
}

static void grant(Gate *gate, Hold *hold, uint32_t permits) {
  set_free(gate, gate->free - permits);
  hold->permits += permits;
  if (hold->permits == permits) gate_list(gate, hold); /* else it is listed */
}

/* Of a hold's permits so many, or all that it has, become free: how many. */
static uint32_t give_back(Gate *gate, Hold *hold, uint32_t permits) {
  if (permits > hold->permits) permits = hold->permits;
  hold->permits -= permits;
  set_free(gate, gate->free + permits);
  if (!hold->permits && permits) gate_unlist(gate, hold);
  return permits;
}

/* The first of a queue whose wait isn't over. */
static Waiter *head(Waiters *queue) {
  while (queue->first && wait_is_over(PTR(AT(Waiter, queue->first)->task))) wait_unlink(queue, PTR(queue->first));
  return PTR(queue->first);
}

/* The first of a queue leaves it, its wait won; 0: it was over just before. */
static int win_first(Waiters *queue, Woken *woken) {
  Waiter *waiter = PTR(queue->first);
  Task *task = PTR(waiter->task);
  int parked;
  wait_unlink(queue, waiter);
  if (!wait_win(task, TASK_WON_VALUE, &parked)) return 0;
  waiter->outcome = OUTCOME_VALUE;
  if (parked) {
    task->next = 0;
    if (woken->last) AT(Task, woken->last)->next = REF(task); else woken->first = REF(task);
    woken->last = REF(task);
  }
  return 1;
}

/* Gives to the head of the queue while it fits. */
static void serve(Gate *gate, Woken *woken) {
  Waiter *waiter;
  while ((waiter = head(&gate->waiters)) && waiter->payload <= gate->free) {
    if (win_first(&gate->waiters, woken)) grant(gate, PTR(waiter->block), (uint32_t)waiter->payload);
  }
}

/* Whether so many can be had at once: nobody waits whose wait isn't over. */
static int fits(Gate *gate, word permits, Woken *woken) {
  /* else one that has given up would be in the way until its task goes on */
  if (gate->waiters.first) serve(gate, woken);
  return !gate->waiters.first && permits <= gate->free;
}

word gate_unpark(Gate *gate, word n, Woken *woken) {
  word count = 0;
  while (gate->parked.first && count != n) count += win_first(&gate->parked, woken);
  return count;
}

/* --- acquiring ---------------------------------------------------------------------------------------------------- */
static Hold *hold_find(const Fiber *fiber, Gate *gate) {
  for (uint32_t h = fiber->holds; h; h = AT(Hold, h)->next) if (AT(Hold, h)->gate == REF(gate)) return PTR(h);
  return 0;
}

/* The running task's hold of the gate, a new one if it has none; 0: raised. */
static Hold *hold_of(Core *core, Gate *gate, ref handle) {
  Hold *hold = hold_find(core->fiber, gate);
  if (hold) return hold;
  uint32_t address = pool_alloc(&core->pool, sizeof(Hold));
  if (UNLIKELY(!address)) {
    weft_raise_memory();
    return 0;
  }
  *AT(Hold, address) = (Hold){.gate = REF(gate), .task = REF(core->task), .handle = handle};
  return PTR(address);
}

static void hold_keep(Core *core, Fiber *fiber, Hold *hold) {
  hold->turn = (uint16_t)core->moved;
  if (hold->kept) return;
  hold->kept = HOLD_KEPT;
  hold->next = fiber->holds;
  fiber->holds = REF(hold);
}

/* Nobody else has looked at the gate since: the task ran on, and its worker alone may touch it. */
void gate_settle(Core *core) {
  ref handle = core->w.taken & ~(uint32_t)GATE_ALL;
  uint32_t permits = core->w.taken & GATE_ALL ? UINT32_MAX : 1;
  Gate *gate = gate_of(handle);
  core->w.taken = 0;
  ASSERT(permits <= gate->free && gate->free >= gate->passes);
  Hold *hold = hold_find(core->fiber, gate);
  if (!hold) {
    uint32_t address = pool_alloc(&core->pool, sizeof(Hold));
    if (!address) report_fatal(WHY_MEMORY, "MemoryError: no memory is left for what a task holds\n");
    hold = PTR(address);
    *hold = (Hold){.gate = REF(gate), .task = REF(core->task), .handle = handle};
  }
  grant(gate, hold, permits);
  hold_keep(core, core->fiber, hold);
}

/* One without permits that isn't kept, or not any more. */
static void hold_free(Core *core, Hold *hold) {
  if (!hold->kept) pool_free(&core->pool, REF(hold), sizeof(Hold));
}

static void hold_drop(Core *core, Hold *hold) {
  uint32_t *link = &core->fiber->holds;
  while (*link != REF(hold)) link = &AT(Hold, *link)->next;
  *link = hold->next;
  hold->kept = 0;
  hold_free(core, hold);
}

/* For so many permits, to come into the hold; or, WAIT_PARK, for none. */
static void park(Core *core, Gate *gate, ref handle, int kind, uint32_t permits, Hold *hold, double timeout_s) {
  Task *task = core->task;
  Fiber *fiber = core->fiber;
  fiber->waiter.payload = permits;
  fiber->waiter.block = REF(hold);
  task->result = handle; /* a root while we wait: the gate must live */
  fiber->held = SLOT_REF;
  wait_link(kind == WAIT_PARK ? &gate->parked : &gate->waiters, &fiber->waiter, REF(gate));
  /* before wait_begin: an aborter that sees us parked sees it */
  if (kind == WAIT_REACQUIRE) or_seq(&task->abort, ABORT_SHIELD);
  wait_begin(core, kind, timeout_s, IS_SHARED(gate));
}

static NOINLINE void acquire(ref handle, uint32_t permits, double timeout_s, int kind) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  ASSERT(permits && permits <= gate->total);
  core_talks(core);
  gate_settle_taken(core);
  Hold *hold = hold_of(core, gate, handle);
  if (UNLIKELY(!hold)) return;
  if (UNLIKELY(gate->owned && hold->kept)) { /* it would wait for itself */
    raise_about(&weft_type_RuntimeError, "this task holds ", gate, " already");
    return;
  }
  Woken woken = {0, 0};
  gate_lock(gate);
  int now = fits(gate, permits, &woken), late = !now && timeout_s == 0;
  if (LIKELY(now)) grant(gate, hold, permits);
  else if (!late) park(core, gate, handle, kind, permits, hold, timeout_s);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
  core->w.outcome = OUTCOME_VALUE;
  if (LIKELY(now)) {
    hold_keep(core, core->fiber, hold);
    if (UNLIKELY(weft_global.stress)) wait_defer(core, SLOT_RAW4);
  } else if (late) {
    hold_free(core, hold);
    raise_timeout(gate, 0);
  }
}

/* Before the lock of a gate that others may touch. Who holds it on another worker will mostly be done before a wait has
 * begun and ended: so a look for a while, which is no wait yet, and overtakes nobody. */
static void approach(Core *core, Gate *gate, uint32_t permits) {
#ifndef WEFT_PORTABLE
  if (idle_is_alone()) {
    idle_begin_alone(core);
    return;
  }
  uint32_t last = load_relaxed(&gate->last); /* a hint */
  if (last != core->index) {
    for (int spin = 0; spin < SPINS && load_relaxed(&gate->free) < permits; spin++) {} /* the lock orders */
    store_relaxed(&gate->last, core->index);
  }
  balance_race(core, last);
#else
  (void)core, (void)gate, (void)permits;
#endif
}

static NOINLINE void acquire_far(Core *core, ref handle, int64_t permits, double timeout_s) {
  if (wait_refused(core, timeout_s)) return;
  if (MAY_RACE(gate_of(handle))) approach(core, gate_of(handle), (uint32_t)permits);
  acquire(handle, (uint32_t)permits, timeout_s, WAIT_ACQUIRE);
}

/* Whether nobody else touches the gate or waits for it. */
static inline int is_near(const Core *core, const Gate *gate) {
  return !MAY_RACE(gate) && core_may_pass(core) && !gate->waiters.first;
}

/* In the common case, and so without a call: a near gate has the permits, and the task holds none. */
void weft_gate_acquire(ref handle, int64_t permits, double timeout_s) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  Fiber *fiber = core->fiber;
  ASSERT(permits > 0 && permits <= gate->total);
  int has_hold = core->pool.head[pool_class(sizeof(Hold))] != 0;
  if (UNLIKELY(!is_near(core, gate) || permits > gate->free || holds_permits(fiber->holds) || !has_hold ||
               core->w.taken || !(timeout_s < 0))) {
    acquire_far(core, handle, permits, timeout_s);
    return;
  }
  core_talks(core);
  Hold *hold = PTR(pool_alloc(&core->pool, sizeof(Hold)));
  *hold = (Hold){.gate = REF(gate), .task = REF(core->task), .permits = (uint32_t)permits, .kept = HOLD_KEPT,
                 .turn = (uint16_t)core->moved, .handle = handle, .next = fiber->holds};
  set_free(gate, gate->free - (uint32_t)permits);
  gate_list(gate, hold);
  fiber->holds = REF(hold);
  core->w.outcome = OUTCOME_VALUE;
}

void weft_gate_reacquire(ref handle, int64_t permits) { acquire(handle, (uint32_t)permits, -1, WAIT_REACQUIRE); }

int32_t weft_gate_try_acquire(ref handle, int64_t permits) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  gate_settle_taken(core);
  Hold *hold = hold_of(core, gate, handle);
  if (UNLIKELY(!hold) || (gate->owned && hold->kept)) return 0;
  Woken woken = {0, 0};
  gate_lock(gate);
  int now = fits(gate, permits, &woken);
  if (now) grant(gate, hold, (uint32_t)permits);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
  if (now) hold_keep(core, core->fiber, hold);
  else hold_free(core, hold);
  return now;
}

/* --- releasing ---------------------------------------------------------------------------------------------------- */
static int may_release(Gate *gate, const Hold *own, uint32_t permits) {
  return gate->owned ? own && own->permits == permits : permits <= gate->total - gate->free;
}

/* The running task holds nothing any more. If it had the permits for a part of this turn only, and others have come
 * meanwhile, it gives way to who has them now: else it would soon queue behind those, each in turn behind the others,
 * and the queue would never dissolve. */
static inline void let_go(Core *core, int gives_way) {
  trampoline_put_off_end(core);
  if (!ONE_WORKER && UNLIKELY(load_relaxed(&core->gather))) core_request(core, REQ_GATHER); /* its own */
  else if (UNLIKELY(gives_way)) core_request(core, REQ_SLICE);
}

/* So many become free, those of the running task first, then those that are out longest; 0: raised. */
static NOINLINE int release(Core *core, Gate *gate, uint32_t permits) {
  Woken woken = {0, 0};
  Hold *own = hold_find(core->fiber, gate);
  gate_lock(gate);
  int done = may_release(gate, own, permits);
  if (LIKELY(done)) {
    if (own) permits -= give_back(gate, own, permits);
    while (permits) permits -= give_back(gate, PTR(gate->holds), permits);
    serve(gate, &woken);
  }
  int empty = own && !own->permits, brief = own && own->turn == (uint16_t)core->moved,
      queued = woken.first || gate->waiters.first; /* a writer waits until the last reader is through */
  gate_unlock(gate);
  if (empty) hold_drop(core, own);
  scheduler_woken_all(core, woken.first);
  if (!holds_permits(core->fiber->holds)) let_go(core, brief && queued);
  if (LIKELY(done)) return 1;
  if (gate->owned) raise_about(&weft_type_RuntimeError, "this task doesn't hold ", gate, "");
  else raise_about(&weft_type_RuntimeError, "more is given back to ", gate, " than was taken");
  return 0;
}

/* In the common case, and so without a call: what the task took of a near gate, and nothing else, is given back. */
void weft_gate_release(ref handle, int64_t permits) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  gate_settle_taken(core);
  Hold *hold = PTR(core->fiber->holds);
  uint32_t class = pool_class(sizeof(Hold));
  if (UNLIKELY(!is_near(core, gate) || !REF(hold) || holds_permits(hold->next) || hold->gate != REF(gate) ||
               hold->permits != permits || core->pool.count[class] >= pool_batch(class))) {
    release(core, gate, (uint32_t)permits);
    return;
  }
  set_free(gate, gate->free + (uint32_t)permits);
  gate_unlist(gate, hold);
  core->fiber->holds = hold->next;
  pool_free(&core->pool, REF(hold), sizeof(Hold));
  trampoline_put_off_end(core);
}

/* The end of a slice waits for who holds a lock, but only once: pre-empted there, it would let all others queue up, and
 * first come, first served, they would go on one by one for good. */
int gate_puts_off(Core *core, const Fiber *fiber) {
  if (!holds_permits(fiber->holds)) return 0;
  if (core->put_off == core->moved || weft_global.seeded) return 0; /* a seeded run shall meet odd orders */
  core->put_off = core->moved;
  return 1;
}

void gate_release_holds(Core *core, Task *task, Fiber *fiber) {
  uint32_t oldest = 0;
  for (uint32_t h = fiber->holds, next; h; h = next) {
    next = AT(Hold, h)->next;
    AT(Hold, h)->next = oldest;
    oldest = h;
  }
  fiber->holds = oldest;
  while (fiber->holds) {
    Hold *hold = PTR(fiber->holds);
    Gate *gate = PTR(hold->gate);
    Woken woken = {0, 0};
    fiber->holds = hold->next;
    if (hold->kept == HOLD_SCOPE) { /* nobody has left it */
      part_scope_forsake(core, hold);
      continue;
    }
    if (hold->kept >= HOLD_OF_GROUP) {
      core->told = REF(hold) | (uint32_t)part_entry_task_failed(task);
      continue;
    }
    ASSERT(hold->kept == HOLD_KEPT);
    gate_lock(gate);
    uint32_t held = give_back(gate, hold, hold->permits);
    serve(gate, &woken);
    gate_unlock(gate);
    hold->kept = 0;
    hold_free(core, hold);
    scheduler_woken_all(core, woken.first);
    /* as its abort is, at the program's end */
    int quiet = task->flags & TASK_ABORTED && load_relaxed(&weft_global.ending);
    if (held && !quiet) report_held(task, REF(gate));
  }
}

void gate_scan_holds(Copier *copier, Fiber *fiber) {
  for (uint32_t h = fiber->holds; h; h = AT(Hold, h)->next) copier_slot(copier, SLOT_REF, &AT(Hold, h)->handle);
}

void weft_gate_keep(ref handle, ref object) {
  gate_settle_taken(core_current());
  Hold *hold = hold_find(core_current()->fiber, gate_of(handle));
  ASSERT(hold);
  hold->handle = object;
  hold->keeps = 1;
}

int32_t weft_gate_keeps(ref handle) {
  const Hold *hold = hold_find(core_current()->fiber, gate_of(handle));
  return hold && hold->keeps;
}

ref weft_gate_kept(ref handle) { return hold_find(core_current()->fiber, gate_of(handle))->handle; }

int64_t weft_gate_free(ref handle) {
  gate_settle_taken(core_current());
  return load_relaxed(&gate_of(handle)->free); /* a figure of the moment */
}

int64_t weft_gate_total(ref handle) { return gate_of(handle)->total; }
int64_t weft_gate_number(ref handle) { return gate_of(handle)->number; }

int64_t weft_gate_mine(ref handle) {
  Gate *gate = gate_of(handle);
  gate_settle_taken(core_current());
  const Hold *own = hold_find(core_current()->fiber, gate);
  if (!own) return 0;
  gate_lock(gate); /* another task may be giving them back */
  word permits = own->permits;
  gate_unlock(gate);
  return permits;
}

/* --- parking ------------------------------------------------------------------------------------------------------ */
void weft_gate_park_if(ref handle, int64_t expected, int64_t mask, double timeout_s) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  if (wait_refused(core, timeout_s)) return;
  gate_lock(gate);
  int other = ((load_seq(&gate->word) ^ expected) & mask) != 0, late = !other && timeout_s == 0; /* seq: as above */
  if (!other && !late) park(core, gate, handle, WAIT_PARK, 0, 0, timeout_s);
  gate_unlock(gate);
  core->w.outcome = OUTCOME_VALUE;
  if (late) raise_timeout(gate, 0);
  else if (other && UNLIKELY(weft_global.stress)) wait_defer(core, SLOT_RAW4);
}

/* In the queue before others can have what it gives back: none of their wakings can miss it. */
void weft_gate_release_and_park(ref held, int64_t permits, ref handle, double timeout_s) {
  Core *core = core_current();
  Gate *lock = gate_of(held), *gate = gate_of(handle);
  if (wait_refused(core, timeout_s)) return;
  ASSERT(lock->owned);
  gate_settle_taken(core);
  if (UNLIKELY(timeout_s == 0 || !may_release(lock, hold_find(core->fiber, lock), (uint32_t)permits))) {
    if (release(core, lock, (uint32_t)permits)) raise_timeout(gate, 0);
    return;
  }
  gate_lock(gate);
  park(core, gate, handle, WAIT_PARK, 0, 0, timeout_s);
  gate_unlock(gate);
  core->w.outcome = OUTCOME_VALUE;
  /* another may have ended our wait by now; it doesn't enqueue us before we have unwound */
  release(core, lock, (uint32_t)permits);
}

void gate_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  Gate *gate = gate_of((ref)task->result);
  Waiter *waiter = &fiber->waiter;
  Hold *hold = PTR(waiter->block);
  Woken woken = {0, 0};
  if (how != TASK_WON_VALUE || lost) { /* lost: the winner may still be writing; it holds the lock */
    gate_lock(gate);
    if (waiter->object && kind == WAIT_PARK) {
      wait_unlink(&gate->parked, waiter);
    } else if (waiter->object) {
      wait_unlink(&gate->waiters, waiter);
      serve(gate, &woken); /* those behind may fit */
    }
    gate_unlock(gate);
    scheduler_woken_all(core, woken.first);
  }
  core->w.outcome = OUTCOME_VALUE;
  if (how == TASK_WON_VALUE) {
    if (!hold) return;
    hold->handle = (ref)task->result; /* it may have moved */
    hold_keep(core, fiber, hold);
    return;
  }
  if (hold) hold_free(core, hold);
  if (how == TASK_WON_TIMEOUT) raise_timeout(gate, core->timeout_s);
  else if (kind != WAIT_REACQUIRE || load_relaxed(&task->abort) & ABORT_INTERRUPT) wait_raise_abort(core, task);
}
