/* The trampoline: runs one task until it ends, parks or gives way.
 *
 * Invariants
 * - A task that has unwound is wholly in its frames; only then is it collected, parked, queued or looked at by others.
 * - Only the innermost frame is resumed; when its function returns, the next. A function that was resumed is saved
 *   where its frame lay. Those that it called write theirs, innermost first, upwards into the worker's scratch area;
 *   one copy puts them below.
 * - `status` stays as a callee left it: value, exception and second suspension take one road through resumed code.
 * - A nested run shares the scratch area: it is empty whenever a nested run begins.
 */
#include "trampoline.h"
#include "clock.h"
#include "entry.h"
#include "exc.h"
#include "gate.h"
#include "gc.h"
#include "idle.h"
#include "io.h"
#include "os.h"
#include "queue.h"
#include "report.h"
#include "scheduler.h"
#include "wait.h"

#ifdef __wasm__
#define call_thunk(thunk) (((void (*)(void))(uintptr_t)(thunk))())
#else
void weft_call_thunk(uint32_t thunk);
#define call_thunk(thunk) weft_call_thunk(thunk)
#endif

enum RunEnd { RUN_ENDED, RUN_PARKED, RUN_YIELDED };
enum { PARK_COLLECT = 4096, NEST_COST = 4096, TRIM_MIN = 4096, STRESS_ASKS = 64 };
enum {
  INSIDE_MAX = 2,    /* waits inside each other: returns from deeper ones, the processor can't foresee */
  IN_VAIN_MAX = 512, /* waits that go the usual way at once, after some in vain */
};

/* --- one task ----------------------------------------------------------------------------------------------------- */
/* An abort at a poll: only where the innermost frame is one, and the user's. */
static void abort_at_poll(Core *core, const Task *task, const Fiber *fiber) {
  if (LIKELY(!load_relaxed(&task->abort))) return;
  const FrameDesc *desc = PTR(*AT(uint32_t, fiber->sp));
  if ((desc->flags & (FRAME_POLL | FRAME_LIBRARY)) != FRAME_POLL) return;
  wait_check_abort(core);
}

static void collect(Core *core, Task *task, Fiber *fiber) {
  core_store(core, fiber);
  gc_collect(core, task, 0);
  core_load(core, task, fiber);
}

/* Stress: every poll collects and gives way, every park collects; the deeper the stack and the larger the heap, the
 * fewer, lest a deep recursion or a long list take quadratic time. */
static int stress_due(Core *core, const Fiber *fiber) {
  uint32_t deep = ((fiber_frames_end(fiber) - fiber->sp) >> 8) + (fiber->live >> 10);
  return UNLIKELY(weft_global.stress) && (deep < 64 || ++core->stressed % deep == 0);
}

/* A task that polled: its frames are saved. Whether it shall give way. */
static int serve_poll(Core *core, Task *task, Fiber *fiber) {
  uint32_t requests = core_take_requests(core, fiber->allocated);
  int stressed = stress_due(core, fiber);
  if (requests & REQ_ABORT) core_heed(core);
  if (requests & REQ_COLLECT || stressed) collect(core, task, fiber);
  if (!ONE_WORKER && requests & REQ_COMPANY) idle_end_alone();
  if (!ONE_WORKER && requests & REQ_HUNGRY) queue_publish(core);
  if (!ONE_WORKER && (requests & (REQ_STOP | REQ_GATHER)) == REQ_GATHER && UNLIKELY(fiber->holds) &&
      part_gate_puts_off(core, fiber)) /* it is done at the end of the turn */
    return 0;
  if (requests & (REQ_STOP | REQ_GATHER)) {
    /* the task below shall give way, too */
    if (!ONE_WORKER && core->nested) core_request(core, requests & (REQ_STOP | REQ_GATHER));
    return 1;
  }
  if (!(requests & REQ_SLICE)) return 0;
  core->slices++;
  if (UNLIKELY(weft_global.seeded)) clock_pass();
#ifdef WEFT_PORTABLE
  if (!weft_global.stress || ++core->stressed % STRESS_ASKS == 0) { /* calls of the host */
    weft_io_flush_if_old();
    if (os_interrupted()) weft_on_interrupt();
  }
#endif
  if (weft_global.stress) return stressed;
  if (UNLIKELY(fiber->holds) && part_gate_puts_off(core, fiber)) return 0;
  if (core->nested) return 1;
  idle_timers(core);
  /* hints */
  return core->bottom != core->top || core->slot || load_relaxed(&core->shared_count) || load_relaxed(&core->inbox) ||
         (!ONE_WORKER && core->pinned_first);
}

int64_t weft_trampoline_slices(void) { return core_current()->slices; }

/* The frames that the unwinding has written join the task's. */
static inline void save_frames(Core *core, Fiber *fiber) {
  uint32_t bytes = core->w.scratch - core->scratch_base;
  weft_set_status(STATUS_RUNNING);
  if (LIKELY(!bytes)) return;
  if (UNLIKELY(!task_push_frames(core, fiber, bytes)))
    report_no_memory("is left for a task's stack\n");
  core->w.scratch = core->scratch_base;
}

/* Too deep: raised where the task stands, at a poll or an entry. */
static void check_depth(const Fiber *fiber) {
  if (UNLIKELY(fiber_frames_end(fiber) - fiber->sp > weft_global.max_stack))
    weft_raise(&weft_type_RecursionError, "maximum recursion depth exceeded");
}

/* Resumes frame after frame until the task ends, or has unwound again (then its frames are saved). */
static int resume(Core *core, Fiber *fiber) {
  Worker *w = &core->w;
  uint32_t end = fiber_frames_end(fiber);
  while (fiber->sp != end) {
    const FrameDesc *desc = PTR(*AT(uint32_t, fiber->sp));
    if (UNLIKELY(weft_status() == STATUS_RAISING) && !(desc->flags & FRAME_HANDLER)) {
      if (!(desc->flags & FRAME_ENTRY)) weft_traceback(desc->where);
      fiber->sp += desc->size;
      continue;
    }
    w->sp = fiber->sp;
    core->blocked = 0;
    call_thunk(desc->thunk);
    gate_settle_taken(core); /* before others may look */
    if (weft_status() == STATUS_SUSPENDING) return 1;
    fiber->sp += desc->size;
  }
  return 0;
}

/* Of a task that doesn't come from a wait. */
static void begin(Core *core, Task *task, Fiber *fiber) {
  uint32_t state = load_relaxed(&task->state); /* only we have it */
  if ((state & STATE_MASK) == TASK_NEW) store_relaxed(&task->state, state | TASK_READY); /* TASK_NEW is 0 */
  if (LIKELY(!core->w.heed || !load_relaxed(&task->abort))) return;
  if ((state & STATE_MASK) == TASK_NEW) { /* it never runs */
    wait_raise_abort(core, task);
    fiber->sp = fiber_frames_end(fiber);
  } else {
    abort_at_poll(core, task, fiber);
  }
}

/* Parks a task that nobody else touches, and of which nothing is to be collected or trimmed; 0: the long way. What its
 * children in place did to it, `heed` tells; an abort of all, when the program ends, idle.c sees to. */
static inline int park_near(Core *core, Task *task, Fiber *fiber) {
  if (core->blocked != 1 || core->w.heed || MAY_RACE(task) || fiber->allocated > PARK_COLLECT ||
      fiber->stack_size > TRIM_MIN)
    return 0;
  uint32_t state = load_relaxed(&task->state);
  ASSERT((state & STATE_MASK) == TASK_PARKING);
  core_store(core, fiber);
  store_relaxed(&task->state, state + (TASK_PARKED - TASK_PARKING)); /* ours alone */
  return 1;
}

static enum RunEnd run(Core *core, Task *task, int32_t budget) {
  Fiber *fiber = task_fiber(task);
  ASSERT((load_relaxed(&task->state) & STATE_MASK) != TASK_PARKING &&
         (load_relaxed(&task->state) & STATE_MASK) != TASK_PARKED &&
         (load_relaxed(&task->state) & STATE_MASK) != TASK_FREE);
  ASSERT(!load_relaxed(&weft_alone) || load_relaxed(&weft_global.lone) == core->index); /* else nobody is */
  /* moved: shared */
  ASSERT(IS_SHARED(task) || core->index == fiber->home || (load_relaxed(&task->state) & STATE_MASK) == TASK_NEW);
  ASSERT(!task_is_pinned(task) || core->index == fiber->home - HOME_PINNED);
  core_load(core, task, fiber);
  fiber->home = core->index | (ONE_WORKER ? 0 : fiber->home & HOME_PINNED);
  core->w.budget = budget;
  if (fiber->wait) {
    if (!wait_was_served(core, task, fiber)) part_wait_finish(core, task, fiber, 0);
  } else {
    begin(core, task, fiber);
  }
  for (;;) {
    if (!resume(core, fiber)) {
      task_finish(core, task, fiber, weft_status() == STATUS_RAISING);
      return RUN_ENDED;
    }
    save_frames(core, fiber);
    if (LIKELY(park_near(core, task, fiber))) return RUN_PARKED;
    if (core->blocked == 0) {
      /* not wanted: the engine's stack was used up; on with a fresh one */
      int give_way = LIKELY(!core_wanted(core)) ? 0 : serve_poll(core, task, fiber);
      check_depth(fiber);
      if (weft_status() == STATUS_RUNNING) abort_at_poll(core, task, fiber);
      if (!give_way || weft_status() == STATUS_RAISING) continue;
      core_store(core, fiber);
      return RUN_YIELDED;
    }
    if (stress_due(core, fiber) || (fiber->allocated > PARK_COLLECT && fiber->allocated > fiber->live))
      collect(core, task, fiber);
    core_store(core, fiber);
    if (core->blocked == 2) return RUN_YIELDED;
    if (UNLIKELY(fiber->stack_size > TRIM_MIN)) task_trim_stack(core, fiber);
    if (wait_publish(task)) return RUN_PARKED;
    core_load(core, task, fiber);
    part_wait_finish(core, task, fiber, 1);
  }
}

/* For the ticker. */
static inline void count_turn(Core *core) { store_relaxed(&core->moved, core->moved + 1); /* a figure */ }

/* A turn, and those of the tasks that were woken by one that then parked: straight on, without a look around, as long
 * as nobody wants anything. */
static inline void turns(Core *core, Task *task, int32_t budget) {
  for (;;) {
    count_turn(core);
    enum RunEnd end = run(core, task, budget);
    if (end == RUN_YIELDED) scheduler_yielded(core, task);
    if (end != RUN_PARKED) return;
    if (!ONE_WORKER) store_relaxed(&core->parks, core->parks + 1); /* a figure */
    if (UNLIKELY(core_wanted(core) || weft_global.ordered) || !(task = queue_take_slot(core))) return;
  }
}

/* --- inside another ----------------------------------------------------------------------------------------------- */
static inline enum RunEnd run_nested(Core *core, Task *task) {
  Worker *w = &core->w;
  Task *me = core->task;
  Fiber *fiber = core->fiber;
  int32_t budget = w->budget, left = w->left;
  gate_settle_taken(core);
  core_store(core, fiber);
  core->nested++;
  enum RunEnd end =
      run(core, task, left >= 0 ? left - NEST_COST : (int32_t)(weft_global.engine_stack / 2 / NEST_LEVELS));
  if (end == RUN_YIELDED) scheduler_yielded(core, task);
  core->nested--;
  core_load(core, me, fiber);
  w->budget = budget;
  w->scratch = core->scratch_base;
  core->blocked = 0;
  weft_set_status(STATUS_RUNNING);
  return end;
}

int trampoline_run_nested(Core *core, Task *task) { return run_nested(core, task) == RUN_YIELDED; }

/* A task that the running one doesn't wait for by name. */
static inline enum RunEnd run_guest(Core *core, Task *task) {
  const Task *me = core->task;
  enum RunEnd end = run_nested(core, task);
  if (end == RUN_YIELDED) core->full_slice = core->moved;
  if (UNLIKELY(load_relaxed(&me->abort))) core_request(core, REQ_ABORT); /* told of it, it may have polled for us */
  return end;
}

/* What the task takes is then there for the next one, while it is in the caches. One that waits takes more inside
 * another: where that happens, only when it saves much memory. */
int trampoline_run_at_once(Core *core, Task *task) {
  if (core->full_slice == core->moved || !trampoline_may_run(core, task, core->inside)) return 0;
  core->at_once = run_guest(core, task) == RUN_ENDED ? AT_ONCE_LEAST : AT_ONCE_MOST;
  return 1;
}

/* Whether the task that was woken last may run inside the one that waits. Below it that can't be given to another
 * worker: so only while all others sleep, and while turns are short. No timer fires meanwhile: so only without any. */
static int may_run_inside(Core *core) {
  if (!ONE_WORKER && (!load_relaxed(&weft_alone) || load_relaxed(&core->spreads))) return 0;
  return core->nested < INSIDE_MAX && core->full_slice != core->moved && !core->timer_count && !core_wanted(core) &&
         trampoline_may_run(core, PTR(core->slot), 1);
}

void trampoline_wait_inside(Core *core) {
  Task *me = core->task;
  Fiber *fiber = core->fiber;
  if (!may_run_inside(core)) return;
  if (core->bottom == core->top && !load_relaxed(&core->shared_count)) core->slot_runs = 0; /* nobody else's turn */
  Task *woken = queue_take_slot(core);
  if (!woken) return;
  if (!ONE_WORKER) store_relaxed(&core->parks, core->parks + 1); /* a figure */
  weft_set_status(STATUS_RUNNING);
  store_relaxed(&core->inside, core->inside + 1);
  run_guest(core, woken);
  store_relaxed(&core->inside, core->inside - 1);
  if ((load_acquire(&me->state) & STATE_MASK) == TASK_PARKING) { /* acquire: what the winner wrote */
    core->in_vain = core->in_vain < IN_VAIN_MAX ? core->in_vain * 2 + 1 : IN_VAIN_MAX;
    core->outside = core->in_vain;
    core->blocked = 1;
    weft_set_status(STATUS_SUSPENDING);
    return;
  }
  core->in_vain /= 2;
  /* as in `run`; if others are awake by now, the winner may be one of them, and still be writing */
  if ((!ONE_WORKER && !load_relaxed(&weft_alone)) || !wait_was_served(core, me, fiber))
    part_wait_finish(core, me, fiber, 1);
}

/* --- the worker's loop -------------------------------------------------------------------------------------------- */
/* What was asked for between two turns. */
static void serve_between(Core *core) {
  uint32_t requests = core_take_requests(core, 0);
  if (ONE_WORKER) return;
  if (requests & REQ_COMPANY) idle_end_alone();
  if (requests & REQ_HUNGRY) queue_publish(core);
}

uint64_t trampoline_work(Core *core) {
  for (;;) {
    if (UNLIKELY(core_wanted(core))) serve_between(core);
    if (UNLIKELY(load_acquire(&weft_global.stop))) return UINT64_MAX; /* acquire: what the end was decided on */
    /* a clock is dear; a look around comes after four turns at most */
    if (UNLIKELY(core->timer_count) && (core->moved & 15) < 4) idle_timers(core);
    if (!ONE_WORKER) {
      if (UNLIKELY(load_relaxed(&core->gather))) idle_gather(core); /* seen late */
      else if (UNLIKELY(idle_is_alone())) idle_begin_alone(core);
    }
    Task *task = queue_take(core);
    if (UNLIKELY(!task)) {
      store_relaxed(&core->running, 0); /* for the ticker */
      uint64_t later = idle_wait(core, &task);
      if (!task) {
        if (later == 0) continue;
        return later; /* portable: nothing can run before */
      }
    }
    store_relaxed(&core->running, 1);
    int32_t budget = (int32_t)(core->w.left < 0 ? weft_global.engine_stack / 2 : weft_global.engine_stack);
    turns(core, task, budget);
  }
}
