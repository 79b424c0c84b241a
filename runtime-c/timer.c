/* Timers: see timer.h. */
#include "timer.h"
#include "clock.h"
#include "scheduler.h"
#include "wait.h"

enum { ARMED = 0, CANCELLED = 1 };
typedef struct Timer {
  uint64_t due;
  double seconds;
  uint32_t task, ticket; /* ticket: the task's state word while PARKED */
  uint32_t state;        /* atomic */
  uint32_t owner;        /* Core */
} Timer;

static uint64_t due_at(Core *core, uint32_t i) { return AT(Timer, AT(uint32_t, core->timers)[i])->due; }

static void sift_up(Core *core, uint32_t i) {
  uint32_t *heap = PTR(core->timers), timer = heap[i];
  for (; i && AT(Timer, heap[(i - 1) / 2])->due > AT(Timer, timer)->due; i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
  heap[i] = timer;
}

static void sift_down(Core *core, uint32_t i) {
  uint32_t *heap = PTR(core->timers), timer = heap[i], n = core->timer_count;
  for (;;) {
    uint32_t child = 2 * i + 1;
    if (child >= n) break;
    if (child + 1 < n && due_at(core, child + 1) < due_at(core, child)) child++;
    if (due_at(core, child) >= AT(Timer, timer)->due) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = timer;
}

static void set_next(Core *core) {
  /* the ticker and sleepers look; being late by a tick is fine */
  store_relaxed(&core->timer_next, core->timer_count ? due_at(core, 0) : UINT64_MAX);
}

void timer_sweep(Core *core) {
  uint32_t *heap = PTR(core->timers), kept = 0;
  for (uint32_t i = 0; i < core->timer_count; i++) {
    /* acquire: the canceller is through with it */
    if (load_acquire(&AT(Timer, heap[i])->state) == ARMED) heap[kept++] = heap[i];
    else pool_free(&core->pool, heap[i], sizeof(Timer));
  }
  core->timer_count = kept;
  store_relaxed(&core->timer_dead, 0); /* an estimate */
  for (uint32_t i = kept / 2; i-- > 0;) sift_down(core, i);
  set_next(core);
}

double timer_seconds(const Fiber *fiber) { return AT(Timer, fiber->timer)->seconds; }

uint32_t timer_arm(Core *core, uint64_t due, double seconds) {
  Task *task = core->task;
  if (core->timer_count >= 64 && load_relaxed(&core->timer_dead) > core->timer_count / 2) timer_sweep(core);
  if (core->timer_count == core->timer_capacity) {
    uint32_t capacity = core->timer_capacity ? core->timer_capacity * 2 : 64,
             grown = memory_alloc(&core->pool, capacity * 4);
    if (!grown) return 0;
    if (core->timers) {
      memcpy(PTR(grown), PTR(core->timers), core->timer_count * 4);
      memory_free(&core->pool, core->timers, core->timer_capacity * 4);
    }
    core->timers = grown, core->timer_capacity = capacity;
  }
  uint32_t address = pool_alloc(&core->pool, sizeof(Timer));
  if (!address) return 0;
  *AT(Timer, address) = (Timer){.due = due,
                                .seconds = seconds,
                                .task = REF(task),
                                .ticket = (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) | TASK_PARKED,
                                .owner = REF(core)};
  AT(uint32_t, core->timers)[core->timer_count++] = address;
  sift_up(core, core->timer_count - 1);
  set_next(core);
  core->fiber->timer = address;
  return address;
}

void timer_cancel(Core *core, Fiber *fiber) {
  Timer *timer = PTR(fiber->timer);
  uint32_t expected = ARMED;
  fiber->timer = 0;
  Core *owner = PTR(timer->owner);
  if (owner == core && load_relaxed(&timer->state) == ARMED) { /* on its own worker nothing races */
    store_relaxed(&timer->state, CANCELLED);
    add_relaxed(&owner->timer_dead, 1);
  } else if (cas_acq_rel(&timer->state, &expected, CANCELLED)) {
    /* release: we are through with it; its worker frees it */
    add_relaxed(&owner->timer_dead, 1); /* an estimate that tells when to sweep */
  } else {
    pool_free(&core->pool, REF(timer), sizeof(Timer)); /* fired: the worker has let go of it */
  }
}

int timer_fire(Core *core, uint64_t now) {
  uint32_t due = 0; /* those woken, the latest first: the queue's new end is taken from first */
  while (core->timer_count && due_at(core, 0) <= now) {
    uint32_t *heap = PTR(core->timers), address = heap[0];
    Timer *timer = PTR(address);
    heap[0] = heap[--core->timer_count];
    if (core->timer_count) sift_down(core, 0);
    Task *task = PTR(timer->task);
    uint32_t parked = timer->ticket, expected = ARMED;
    /* Not PARKING: a timer is armed by the worker that fires it, whose task has unwound by now; a later park has
     * another ticket. */
    if (!cas_acq_rel(&timer->state, &expected, 2)) { /* acquire: the canceller is through with it */
      pool_free(&core->pool, address, sizeof(Timer));
      if (load_relaxed(&core->timer_dead)) add_relaxed(&core->timer_dead, (uint32_t)-1); /* an estimate */
      continue;
    }
    uint32_t won = (parked & ~(uint32_t)STATE_MASK) | TASK_WON_TIMEOUT;
    if (!MAY_RACE(task)) {
      if (load_relaxed(&task->state) != parked) continue;
      store_relaxed(&task->state, won); /* ours alone */
    } else if (!cas_acq_rel(&task->state, &parked, won)) { /* acquire: its frames */
      continue;
    }
    task->next = due;
    due = REF(task);
  }
  set_next(core);
  int any = due != 0;
  while (due) {
    Task *task = PTR(due);
    due = task->next;
    scheduler_due(core, task);
  }
  return any;
}

uint64_t timer_due(double seconds) {
  uint64_t now = clock_now();
  if (!(seconds > 0)) return now;
  if (seconds > 9e9) return UINT64_MAX;
  uint64_t ns = (uint64_t)(seconds * 1e9 + 0.5);
  return now + (ns ? ns : 1); /* who waits for what is left sees the clock go on, also where only waits move it */
}
