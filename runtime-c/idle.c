/* Idle workers, the ticker, quiescence.
 *
 * Invariants
 * - idle_count is changed under idle_lock only. A worker is counted before it sleeps and uncounted, by itself, before it
 *   touches a queue again. So when the count is the number of workers and no queue that others see holds anything and no
 *   timer runs, nothing can ever run again, but for what a host does.
 * - At most one worker is woken at a time: the waker makes it a searcher; the last searcher to find work wakes the next.
 * - Each worker waits on its one word, `sleep`, in slices of at most SLEEP_MAX.
 */
#include "idle.h"
#include "entry.h"
#include "io.h"
#include "os.h"
#include "queue.h"
#include "report.h"
#include "scheduler.h"
#include "timer.h"

#define MS 1000000u
enum { SLEEP_MAX = 50, SEARCH_ROUNDS = 4, TICKS_ASLEEP = 64, ABORT_ROUNDS = 16 /* so often is a task that parks again in its cleanup aborted at the end */ };

static uint32_t ticker_word;   /* atomic: 1 while the ticker sleeps long */
static uint64_t virtual_now;   /* seeded runs: one worker */

/* --- time ------------------------------------------------------------------------------------------------------------- */
uint64_t clock_now(void) { return UNLIKELY(weft_global.seeded) ? virtual_now : os_now(); }
void clock_jump(uint64_t to) { if (to > virtual_now) virtual_now = to; }

void idle_timers(Core *core) {
  if (!core->timer_count) return;
  if (load_relaxed(&core->timer_dead) > core->timer_count / 2) part_timer_sweep(core); /* an estimate */
  uint64_t now = clock_now();
  if (core->timer_next <= now) part_timer_fire(core, now);
}

/* --- waking -------------------------------------------------------------------------------------------------------------- */
static int wake_sleeper(void) {
  for (uint32_t i = 0; i < sched_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    uint32_t expected = 1;
    if (load_relaxed(&core->sleep) && cas_seq(&core->sleep, &expected, 0)) {
      os_wake(&core->sleep);
      return 1;
    }
  }
  return 0;
}

void sched_wake_one(void) {
  if (!load_seq(&weft_global.idle_count)) return; /* seq: after what was made visible */
  uint32_t none = 0;
  if (load_seq(&weft_global.searching) || !cas_seq(&weft_global.searching, &none, 1)) return; /* whoever searches will look once more */
  if (!wake_sleeper()) add_seq(&weft_global.searching, (uint32_t)-1);
}

void sched_wake(Core *core) {
  uint32_t expected = 1;
  if (!load_seq(&core->sleep) || !cas_seq(&core->sleep, &expected, 2)) return; /* seq: after what it shall find. 2: woken, but not as a searcher */
  os_wake(&core->sleep);
}

void sched_request_all(uint32_t bits) {
  for (uint32_t i = 0; i < sched_workers(); i++) core_request(PTR(weft_global.workers[i]), bits);
}

static void wake_ticker(void) {
  if (UNLIKELY(load_relaxed(&ticker_word)) && xchg_seq(&ticker_word, 0)) os_wake(&ticker_word);
}

void idle_stop(void) {
  store_release(&weft_global.stop, 1);
  if (ONE_WORKER) return; /* it looks before it takes a task */
  for (uint32_t i = 0; i < sched_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    if (!core) continue;
    core_request(core, REQ_STOP);
    (void)xchg_seq(&core->sleep, 0);
    os_wake(&core->sleep);
  }
  wake_ticker();
}

/* --- nothing can run ----------------------------------------------------------------------------------------------------- */
static void abort_one(Task *task, void *count) {
  uint32_t state = load_relaxed(&task->state) & STATE_MASK;
  if (state != TASK_PARKED || (load_relaxed(&weft_global.ending) == ENDING_NOW && !abort_due(load_relaxed(&task->abort)))) return; /* it was told already, and cleans up */
  ++*(uint32_t *)count;
  or_seq(&task->abort, ABORT_CANCEL);
  store_relaxed(&task->state, (load_relaxed(&task->state) & ~(uint32_t)STATE_MASK) | TASK_WON_ABORT); /* all workers are idle: nobody else ends its wait */
  sched_send_home(task);
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
  if (load_relaxed(&weft_global.ending) == ENDING_NOW && weft_global.spawned && part_idle_abort_parked()) return; /* main has failed or exited: sleepers are aborted too */
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
  for (uint32_t i = 0; i < sched_workers(); i++) {
    uint64_t next = load_relaxed(&AT(Core, weft_global.workers[i])->timer_next); /* its worker is idle, counted under the lock we hold */
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
  if (add_seq(&weft_global.searching, (uint32_t)-1) == 1 && found && queue_visible()) sched_wake_one();
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
  if (idle == sched_workers()) nothing_runs(first_timer());
  lock_drop(&idle_lock);

  uint64_t now = clock_now(), until = now + SLEEP_MAX * MS, due = core->timer_next; /* our own timers */
  if (due < until) until = due;
  if (until > now && load_seq(&core->sleep)) os_wait(&core->sleep, 1, until - now);
  int woken = xchg_seq(&core->sleep, 0) == 0; /* then we are a searcher already (2: sched_wake; 1: nobody woke us) */
  lock_take(&idle_lock);
  add_seq(&weft_global.idle_count, (uint32_t)-1);
  lock_drop(&idle_lock);
  if (load_relaxed(&weft_global.stop)) return 0;
  wake_ticker();
  if (woken) {
    found = find_work(core, task);
    if (load_seq(&weft_global.searching)) search_end(core, found);
  }
  return 0;
}

/* --- the ticker ---------------------------------------------------------------------------------------------------------------- */
/* A slice is over; a timer is due on a worker that is busy; or someone sleeps while another sits on tasks. */
static int tick(uint64_t now, uint64_t slice) {
  int busy = 0;
  uint32_t idle = load_relaxed(&weft_global.idle_count); /* a hint */
  for (uint32_t i = 0; i < sched_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    if (!load_relaxed(&core->running)) continue; /* hints, all of these */
    busy = 1;
    uint32_t moved = load_relaxed(&core->moved), bits = 0;
    if (moved != core->slice_moved) {
      core->slice_moved = moved;
      core->slice_end = now + slice;
    } else {
      if (now >= core->slice_end) bits = REQ_SLICE, core->slice_end = now + slice;
      if (idle && load_relaxed(&core->private_count)) bits |= REQ_HUNGRY;
    }
    if (load_relaxed(&core->timer_next) <= now) bits |= REQ_SLICE;
    if (bits) core_request(core, bits);
  }
  return busy;
}

void ticker_run(uint32_t unused) {
  (void)unused;
  static uint32_t pause; /* never changes */
  uint64_t slice = 2 * MS, start = os_now();
  int quiet = 0;
  while (!load_acquire(&weft_global.stop)) {
    os_wait(&pause, 0, MS);
    uint64_t now = os_now();
    if (now - start > slice && slice < 10 * MS) start = now, slice = slice * 2 > 10 * MS ? 10 * MS : slice * 2;
    quiet = tick(now, slice) ? 0 : quiet + 1;
    weft_io_flush_if_old();
    if (quiet > TICKS_ASLEEP) {
      (void)xchg_seq(&ticker_word, 1);
      if (load_seq(&weft_global.idle_count) == sched_workers() && !load_acquire(&weft_global.stop)) os_wait(&ticker_word, 1, SLEEP_MAX * MS);
      (void)xchg_seq(&ticker_word, 0);
      quiet = 0;
    }
  }
}
#endif
