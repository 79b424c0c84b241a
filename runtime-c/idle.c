/* Idle workers, quiescence.
 *
 * Invariants
 * - idle_count is changed under idle_lock only. A worker is counted before it sleeps and uncounted, by itself, before
 *   it touches a queue again. So when the count is the number of workers and no queue that others see holds anything
 *   and no timer runs, nothing can ever run again, but for what a host does.
 * - Each worker sleeps in slices of at most SLEEP_MAX, on its one word (wake.h).
 */
#include "idle.h"
#include "clock.h"
#include "entry.h"
#include "os.h"
#include "queue.h"
#include "report.h"
#include "scheduler.h"
#include "ticker.h"
#include "timer.h"
#include "wake.h"

#define MS 1000000u
enum { SLEEP_MAX = 50, SEARCH_ROUNDS = 4 };
enum { ABORT_ROUNDS = 16 }; /* so often is a task that parks again in its cleanup aborted at the end */

void idle_timers(Core *core) {
  if (!core->timer_count) return;
  if (load_relaxed(&core->timer_dead) > core->timer_count / 2) part_timer_sweep(core); /* an estimate */
  uint64_t now = clock_now();
  if (core->timer_next <= now) part_timer_fire(core, now);
}

void idle_stop(void) {
  store_release(&weft_global.stop, 1);
  if (ONE_WORKER) return; /* it looks before it takes a task */
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    if (!core) continue;
    core_request(core, REQ_STOP);
    (void)xchg_seq(&core->sleep, 0);
    os_wake(&core->sleep);
  }
  ticker_wake();
}

/* --- nothing can run ---------------------------------------------------------------------------------------------- */
static void abort_one(Task *task, void *count) {
  uint32_t state = load_relaxed(&task->state) & STATE_MASK;
  /* it was told already, and cleans up */
  if (state != TASK_PARKED ||
      (load_relaxed(&weft_global.ending) == ENDING_NOW && !abort_due(load_relaxed(&task->abort))))
    return;
  ++*(uint32_t *)count;
  or_seq(&task->abort, ABORT_CANCEL);
  /* all workers are idle: nobody else ends its wait */
  store_relaxed(&task->state, (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) | TASK_WON_ABORT);
  queue_send_home(task);
}

uint32_t idle_abort_parked(void) {
  uint32_t count = 0;
  task_each(abort_one, &count);
  return count;
}

/* Under idle_lock; every worker is idle, no queue holds anything, no timer runs. */
static void quiescent(void) {
  if (!load_relaxed(&weft_global.main_done)) {
    weft_global.deadlocked = 1;
    weft_global.exit_status = 1;
    weft_global.why = WHY_DEADLOCK;
    part_entry_report_failed();
    part_report_deadlock();
    idle_stop();
    return;
  }
  static uint32_t rounds;
  uint32_t count = 0;
  if (weft_global.spawned && rounds++ < ABORT_ROUNDS) {
    store_relaxed(&weft_global.ending, ENDING_SWEPT);
    count = part_idle_abort_parked();
  }
  if (!count) idle_stop();
}

/* Under idle_lock, as quiescent; `first`: when the first timer is due. */
static void nothing_runs(uint64_t first) {
  /* main has failed or exited: sleepers are aborted too */
  if (load_relaxed(&weft_global.ending) == ENDING_NOW && weft_global.spawned && part_idle_abort_parked()) return;
  if (first == UINT64_MAX) quiescent();
  else if (weft_global.seeded) clock_jump(first);
}

#ifdef WEFT_PORTABLE
uint64_t idle_wait(Core *core, Task **task) {
  *task = 0;
  if (core->timer_dead) part_timer_sweep(core);
  nothing_runs(core->timer_next);
  if (load_relaxed(&weft_global.stop) || queue_visible() || !core->timer_count) return 0;
  if (core->timer_next > clock_now()) return core->timer_next;
  part_timer_fire(core, clock_now());
  return 0;
}
#else
static Lock idle_lock;

static uint64_t first_timer(void) {
  uint64_t first = UINT64_MAX;
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    /* its worker is idle, counted under the lock we hold */
    uint64_t next = load_relaxed(&AT(Core, weft_global.workers[i])->timer_next);
    if (next < first) first = next;
  }
  return first;
}

static int find_work(Core *core, Task **task) {
  for (int round = 0; round < SEARCH_ROUNDS; round++) {
    if ((*task = queue_steal(core)) || (*task = queue_take(core))) return 1;
    for (int spin = 0; spin < 100; spin++) {
      if (queue_visible()) break;
    }
  }
  return 0;
}

static void search_end(Core *core, int found) {
  (void)core;
  if (add_seq(&weft_global.searching, (uint32_t)-1) == 1 && found && queue_visible()) wake_one();
}

uint64_t idle_wait(Core *core, Task **task) {
  *task = 0;
  if (load_relaxed(&core->timer_dead)) part_timer_sweep(core); /* cancelled later by others: we look again in 50 ms */
  if (core->timer_count) idle_timers(core);
  add_seq(&weft_global.searching, 1);
  int found = find_work(core, task);
  search_end(core, found);
  if (found) return 0;

  lock_take(&idle_lock);
  uint32_t idle = add_seq(&weft_global.idle_count, 1) + 1; /* seq: before the looks below */
  (void)xchg_seq(&core->sleep, 1);
  if (load_relaxed(&weft_global.stop) || queue_visible() || core->slot) {
    (void)xchg_seq(&core->sleep, 0);
    add_seq(&weft_global.idle_count, (uint32_t)-1);
    lock_drop(&idle_lock);
    return 0;
  }
  if (idle == scheduler_workers()) nothing_runs(first_timer());
  lock_drop(&idle_lock);

  uint64_t now = clock_now(), until = now + SLEEP_MAX * MS, due = core->timer_next; /* our own timers */
  if (due < until) until = due;
  if (until > now && load_seq(&core->sleep)) os_wait(&core->sleep, 1, until - now);
  int woken = xchg_seq(&core->sleep, 0) == 0; /* then we are a searcher already (2: wake_worker; 1: nobody woke us) */
  lock_take(&idle_lock);
  add_seq(&weft_global.idle_count, (uint32_t)-1);
  lock_drop(&idle_lock);
  if (load_relaxed(&weft_global.stop)) return 0;
  ticker_wake();
  if (woken) {
    found = find_work(core, task);
    if (load_seq(&weft_global.searching)) search_end(core, found);
  }
  return 0;
}
#endif
