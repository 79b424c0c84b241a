/* Idle workers, quiescence.
 *
 * Invariants
 * - idle_count is changed under idle_lock only. A worker is counted before it sleeps and uncounted, by itself, before
 *   it touches a queue again. So when the count is the number of workers and no queue that others see holds anything
 *   and no timer runs, nothing can ever run again, but for what a host does.
 * - Each worker sleeps in slices of at most SLEEP_MAX, on its one word (wake.h).
 */
#include "idle.h"
#include "channel.h"
#include "clock.h"
#include "entry.h"
#include "gate.h"
#include "os.h"
#include "queue.h"
#include "report.h"
#include "scheduler.h"
#include "ticker.h"
#include "timer.h"
#include "wake.h"

#define MS 1000000u
enum { SLEEP_MAX = 50, SEARCH_ROUNDS = 4 };
enum { TRIP_NS = 20000 };   /* what it takes to wake a worker, at best */
enum { SEARCH_NS = 60000 }; /* and as a rule, until it has found what there is */
enum { ABORT_ROUNDS = 16 }; /* so often is a task that parks again in its cleanup aborted at the end */

uint32_t weft_alone, weft_passing;

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

/* A worker that has worked searches for as long as it would take to wake it: at worst it wastes as much again as that.
 * Forks that follow each other closely find it awake. */
static int find_work(Core *core, Task **task) {
  uint64_t now = os_now(), until = now - core->woke < TRIP_NS ? 0 : now + SEARCH_NS;
  for (int round = 0; round < SEARCH_ROUNDS || (until && os_now() < until); round++) {
    if ((*task = queue_steal(core)) || (*task = queue_take(core))) return 1;
    if (load_relaxed(&weft_global.stop)) return 0;
    for (int spin = 0; spin < 100; spin++) {
      if (queue_visible()) break;
    }
  }
  return 0;
}

static void search_end(int found) {
  if (add_seq(&weft_global.searching, (uint32_t)-1) == 1 && found && queue_visible()) wake_one();
}

static int search(Core *core, Task **task) {
  int found = find_work(core, task);
  search_end(found);
  if (found) core->set_out = os_now();
  return found;
}

/* Whether what it last found elsewhere was over sooner than the way there took. */
static int in_vain(Core *core) {
  return core->set_out && os_now() - core->set_out < TRIP_NS && !weft_global.stress;
}

/* Under idle_lock: how many sleep now, this worker among them. */
static uint32_t lie_down(Core *core, int rests) {
  core->resting = (uint32_t)rests;
  if (!rests) add_seq(&weft_global.eager, 1); /* under the lock; read as a hint */
  (void)xchg_seq(&core->sleep, 1);
  return add_seq(&weft_global.idle_count, 1) + 1; /* seq: before the looks at the queues */
}

static void get_up(Core *core) {
  add_seq(&weft_global.idle_count, (uint32_t)-1);
  if (!core->resting) add_seq(&weft_global.eager, (uint32_t)-1); /* under the lock */
  core->resting = 0;
}

/* Whoever was alone must hear of it before this one touches anything. */
static void await_company(void) {
  while (load_acquire(&weft_alone) && !load_relaxed(&weft_global.stop)) {
    core_request(PTR(weft_global.workers[load_relaxed(&weft_global.lone)]), REQ_COMPANY);
    for (int spin = 0; spin < 1000 && load_relaxed(&weft_alone); spin++) {}
    if (load_relaxed(&weft_alone)) lock_pause();
  }
}

void idle_begin_alone(Core *core) {
  lock_take(&idle_lock); /* who gets up has dropped it before */
  if (load_relaxed(&weft_global.idle_count) + 1 == scheduler_workers()) {
    store_relaxed(&weft_global.lone, core->index);
    store_release(&weft_alone, 1);
    core->w.alone = 1;
  }
  lock_drop(&idle_lock);
}

void idle_leave_alone(void) {
  if (!weft_worker()) return; /* the ticker, or a thread of the host: another is alone */
  Core *core = core_current();
  ASSERT(load_relaxed(&weft_global.lone) == core->index || load_relaxed(&weft_global.stop));
  if (weft_passing) part_channel_shut_all(core);
  gate_settle_taken(core);
  core->w.alone = 0;
  store_release(&weft_alone, 0); /* release: all that it did to what is shared */
}

void idle_step_aside(void) {
  if (scheduler_workers() == 1) return;
  Core *core = core_current();
  idle_end_alone();
  queue_hand_over(core, core);
  wake_one();
}

void idle_wake_resting(void) {
  if (load_relaxed(&weft_global.idle_count) == load_relaxed(&weft_global.eager)) return; /* hints */
  lock_take(&idle_lock);
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    if (!core->resting) continue;
    core->resting = 0;
    add_seq(&weft_global.eager, 1); /* under the lock */
  }
  lock_drop(&idle_lock);
}

/* Until someone wakes it, or it has something to do: whether it was woken as a searcher. */
static int sleep_on(Core *core) {
  for (;;) {
    uint64_t now = clock_now(), until = now + SLEEP_MAX * MS, due = load_relaxed(&core->timer_next); /* our own */
    if (due < until) until = due;
    if (until > now && load_seq(&core->sleep)) os_wait(&core->sleep, 1, until - now);
    uint32_t left = load_seq(&core->sleep);
    if (left != 1) return left == 0; /* 2: wake_worker */
    if (load_relaxed(&weft_global.stop) || load_relaxed(&core->timer_dead) || due <= clock_now() || queue_visible())
      return 0;
  }
}

static void idle_sleep(Core *core, Task **task, int rests) {
  idle_end_alone();
  store_relaxed(&core->gather, 0); /* it has come late */
  lock_take(&idle_lock);
  uint32_t idle = lie_down(core, rests);
  /* who rests leaves what is published to those who are awake */
  int sees = rests && idle < scheduler_workers() ? load_seq(&core->inbox) != 0 : queue_visible();
  if (load_relaxed(&weft_global.stop) || sees || core->slot) {
    int woken = xchg_seq(&core->sleep, 0) == 0;
    get_up(core);
    lock_drop(&idle_lock);
    if (woken) search_end(0); /* it was made a searcher */
    return;
  }
  if (idle == scheduler_workers()) nothing_runs(first_timer());
  lock_drop(&idle_lock);

  int woken = sleep_on(core);
  lock_take(&idle_lock);
  /* it may have been woken meanwhile: then it is a searcher */
  woken |= xchg_seq(&core->sleep, 0) == 0;
  get_up(core);
  lock_drop(&idle_lock);
  await_company();
  if (load_relaxed(&weft_global.stop)) return;
  ticker_wake();
  core->set_out = 0;
  core->woke = os_now();
  if (woken) search(core, task);
}

void idle_gather(Core *core) {
  Core *to = PTR(weft_global.workers[load_relaxed(&core->gather) - 1]);
  store_relaxed(&core->gather, 0);
  if (to == core || weft_global.stress || core->pinned_first || load_relaxed(&core->inbox)) return; /* its own to run */
  queue_hand_over(core, to);
  Task *task = 0;
  idle_sleep(core, &task, 1);
  if (task) queue_push(core, task);
}

uint64_t idle_wait(Core *core, Task **task) {
  *task = 0;
  idle_end_alone();
  if (load_relaxed(&core->timer_dead)) part_timer_sweep(core); /* cancelled later by others: we look again in 50 ms */
  if (core->timer_count) idle_timers(core);
  int rests = in_vain(core);
  core->set_out = 0;
  if (!rests) {
    add_seq(&weft_global.searching, 1);
    if (search(core, task)) return 0;
  } else if ((*task = queue_take(core))) {
    return 0;
  }
  idle_sleep(core, task, rests);
  return 0;
}
#endif
