/* Scopes and wait groups: see scope.h. */
#include "scope.h"
#include "exc.h"
#include "join.h"
#include "report.h"
#include "scheduler.h"
#include "wait.h"

#define COUNT_BITS UINT32_MAX
#define ROUND_BITS 0xFFFFFFF /* above: 28, so that the word is an int of Weft's */

/* In Core.sponsored, beside the gate. */
enum { SPONSOR_FAILS = 1, SPONSOR_PINS = 2 };
static inline Gate *sponsor(const Core *core) { return PTR(core->sponsored & ~7u); }

/* --- children ----------------------------------------------------------------------------------------------------- */
static Hold *hold_new(Core *core, Gate *gate, uint32_t kept) {
  uint32_t address = pool_alloc(&core->pool, sizeof(Hold));
  if (UNLIKELY(!address)) {
    weft_raise_memory();
    return 0;
  }
  *AT(Hold, address) = (Hold){.gate = REF(gate), .kept = kept};
  object_retain(REF(gate));
  return PTR(address);
}

static void hold_free(Core *core, Hold *hold) {
  uint32_t gate = hold->gate;
  pool_free(&core->pool, REF(hold), sizeof(Hold));
  object_release(core, gate);
}

/* The word, one more counted; 0: it was left, or is full. */
static int count_up(Gate *gate) {
  word before = load_relaxed(&gate->word); /* the CAS orders */
  do {
    if (UNLIKELY(before < 0 || ((uint64_t)before & COUNT_BITS) == COUNT_BITS)) return 0;
    if (!MAY_RACE(gate)) {
      store_relaxed(&gate->word, before + 1); /* ours alone */
      return 1;
    }
  } while (!cas_seq(&gate->word, &before, before + 1));
  return 1;
}

int32_t weft_scope_sponsor(ref handle, int32_t fails, int32_t pinned) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  ASSERT(!core->sponsored);
  if (UNLIKELY(!count_up(gate))) return 0;
  core->sponsored = REF(gate) | (fails ? SPONSOR_FAILS : 0) | (pinned ? SPONSOR_PINS : 0);
  return 1;
}

/* Takes a worker for a task that is to be pinned, the own one last: its number and 1 more, 0: none is free. */
static uint32_t take_worker(Core *core) {
  uint32_t n = scheduler_workers();
  for (uint32_t i = 1; i <= n && n > 1 && !weft_global.seeded; i++) {
    uint32_t worker = (core->index + i) % n;
    uint64_t bit = (uint64_t)1 << worker;
    if (!(or_seq(&weft_global.pinned, bit) & bit)) return worker + 1;
  }
  return 0;
}

int scope_take_child(Core *core, Task *task) {
  uint32_t sponsored = core->sponsored;
  Gate *gate = sponsor(core);
  Hold *hold = hold_new(core, gate, sponsored & SPONSOR_FAILS ? HOLD_OF_SCOPE : HOLD_OF_GROUP);
  if (UNLIKELY(!hold)) report_no_memory("is left for a scope's task\n");
  core->sponsored = 0;
  task_fiber(task)->holds = REF(hold);
  hold->task = REF(task);
  if (IS_SHARED(gate)) object_share(REF(task));
  object_retain(REF(task));
  gate_lock(gate);
  gate_list(gate, hold);
  int late = gate->aborts;
  gate_unlock(gate);
  if (UNLIKELY(late)) or_seq(&task->abort, ABORT_CANCEL);
  if (LIKELY(!(sponsored & SPONSOR_PINS))) return 0;
  hold->keeps = (uint8_t)take_worker(core);
  if (!hold->keeps) return 0;
  scheduler_pinned(task, hold->keeps - 1);
  return 1;
}

/* One less is under way; under the lock. Whether a round has ended. */
static int count_down(Gate *gate, int ends) {
  word before = load_relaxed(&gate->word), after; /* the CAS orders */
  do {
    uint64_t round = (uint64_t)before >> 32, count = ((uint64_t)before & COUNT_BITS) - 1;
    ends |= !count;
    after = (word)((ends ? (round + 1) & ROUND_BITS : round) << 32 | count);
    if (!MAY_RACE(gate)) {
      store_relaxed(&gate->word, after); /* ours alone */
      break;
    }
  } while (!cas_seq(&gate->word, &before, after));
  return ends;
}

void weft_scope_unsponsor(ref handle) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  Woken woken = {0, 0};
  core->sponsored = 0;
  gate_lock(gate);
  if (count_down(gate, 0)) gate_unpark(gate, -1, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
}

int scope_may_spare(Core *core) {
  Gate *gate = sponsor(core);
  gate_lock(gate);
  int late = gate->aborts;
  gate_unlock(gate);
  return !late && !(core->sponsored & SPONSOR_PINS);
}

void scope_spare(Core *core) {
  Gate *gate = sponsor(core);
  Woken woken = {0, 0};
  core->sponsored = 0;
  gate_lock(gate);
  if (count_down(gate, 0)) gate_unpark(gate, -1, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
}

void scope_child_ended(Core *core) {
  Hold *hold = PTR(core->told & ~1u);
  int failed = core->told & 1;
  core->told = 0;
  Gate *gate = PTR(hold->gate);
  Task *task = PTR(hold->task), *owner = 0;
  if (UNLIKELY(hold->keeps)) and_seq(&weft_global.pinned, ~((uint64_t)1 << (hold->keeps - 1)));
  Woken woken = {0, 0};
  gate_lock(gate);
  gate_unlist(gate, hold);
  int fails = failed && hold->kept == HOLD_OF_SCOPE, first = fails && !gate->failed;
  if (fails) {
    task->next = gate->failed;
    gate->failed = REF(task); /* with our reference */
  }
  if (first) {
    gate->aborts = 1;
    owner = PTR(gate->owner);
    if (gate->owner) object_retain(gate->owner); /* it may leave and end once we drop the lock */
  }
  if (count_down(gate, first)) gate_unpark(gate, -1, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
  if (first && REF(owner)) {
    task_abort(core, owner, ABORT_SCOPE);
    object_release(core, REF(owner));
  }
  if (!fails) object_release(core, REF(task));
  hold_free(core, hold);
}

/* All that have not ended, and who comes later. */
void weft_scope_abort(ref handle) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  for (;;) {
    gate_lock(gate);
    gate->aborts = 1;
    Hold *hold = PTR(gate->holds);
    if (!gate->holds || hold->permits) break;
    hold->permits = 1; /* and goes to the end: so each is met once */
    gate_unlist(gate, hold);
    gate_list(gate, hold);
    uint32_t task = hold->task;
    object_retain(task);
    gate_unlock(gate);
    if (!task_is_done(PTR(task))) task_abort(core, PTR(task), ABORT_CANCEL);
    object_release(core, task);
  }
  gate_unlock(gate);
  core_heed(core); /* it may be one of them */
}

/* --- the owner ---------------------------------------------------------------------------------------------------- */
int32_t weft_scope_enter(ref handle) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  gate_settle_taken(core); /* holds are in the order in which they were taken */
  Hold *hold = hold_new(core, gate, HOLD_SCOPE);
  if (UNLIKELY(!hold)) return 0;
  if (IS_SHARED(gate)) object_share(REF(core->task)); /* a child that fails aborts it, wherever that ran */
  gate_lock(gate);
  int again = gate->entered != 0;
  gate->entered = 1;
  if (!again) gate->owner = REF(core->task);
  gate_unlock(gate);
  if (UNLIKELY(again)) {
    hold_free(core, hold);
    return 0;
  }
  hold->task = REF(core->task);
  hold->next = core->fiber->holds;
  core->fiber->holds = REF(hold);
  return 1;
}

static void forget_owner(Gate *gate) {
  gate_lock(gate);
  gate->owner = 0;
  gate_unlock(gate);
}

void scope_forsake(Core *core, Hold *hold) {
  forget_owner(PTR(hold->gate));
  hold_free(core, hold);
}

int32_t weft_scope_leave(ref handle, int32_t cancelled) {
  Core *core = core_current();
  Task *task = core->task;
  Gate *gate = gate_of(handle);
  gate_lock(gate);
  gate->owner = 0;
  int failed = gate->failed != 0;
  gate_unlock(gate);
  uint32_t *link = &core->fiber->holds, outer = 0;
  and_seq(&task->abort, ~(uint32_t)ABORT_SCOPE); /* perhaps ours, which nobody needs now */
  for (uint32_t h = *link; h; h = *link) {
    Hold *hold = PTR(h);
    if (hold->kept == HOLD_SCOPE && hold->gate == REF(gate)) {
      *link = hold->next;
      hold_free(core, hold);
      continue;
    }
    if (hold->kept == HOLD_SCOPE) {
      Gate *other = PTR(hold->gate);
      gate_lock(other);
      outer |= other->failed;
      gate_unlock(other);
    }
    link = &hold->next;
  }
  int ours = task->flags & TASK_SCOPED && failed;
  if (ours) and_seq(&task->flags, (uint8_t)~TASK_SCOPED); /* joiners set others */
  if (outer && !(task->flags & TASK_SCOPED)) or_seq(&task->abort, ABORT_SCOPE);
  core_heed(core);
  return cancelled && ours;
}

int64_t weft_scope_failed(ref handle) {
  Gate *gate = gate_of(handle);
  int64_t n = 0;
  gate_lock(gate);
  for (uint32_t task = gate->failed; task; task = AT(Task, task)->next) n++;
  gate_unlock(gate);
  return n;
}

int32_t weft_scope_told(ref handle) {
  Gate *gate = gate_of(handle);
  gate_lock(gate);
  int told = gate->failed && AT(Task, gate->failed)->flags & TASK_SEEN;
  gate_unlock(gate);
  return told;
}

void weft_scope_raise(ref handle) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  gate_lock(gate);
  uint32_t failed = gate->failed;
  if (failed) gate->failed = AT(Task, failed)->next;
  gate_unlock(gate);
  if (!failed) return;
  ref joined = object_handle(core, failed, AT(Obj, handle)->type); /* any handle's will do: nobody sees it */
  if (joined) part_join_deliver(core, joined);
}

void scope_forget_failed(Core *core, Gate *gate) {
  for (uint32_t task = gate->failed, next; task; task = next) {
    next = AT(Task, task)->next;
    object_release(core, task);
  }
}
