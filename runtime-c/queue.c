/* The run queues: what a worker runs next, and what it lets others take.
 *
 * Invariants
 * - ring[top .. bottom) is the private queue: plain accesses, its worker alone. A 0 in it is a task that was taken out;
 *   neither end is one, so that publishing finds tasks without a search over those that are gone.
 *   New tasks go to the bottom and come from it; pre-empted ones go to the top, the old end.
 * - The published queue (shared_head ..) is a list under `lock`; its tasks and all that they hold are shared
 *   (object.h).
 * - The inbox is a list under `lock` that only its worker takes from: see queue_send_home.
 * - With ONE_WORKER both are always empty: what would go there goes to the private queue.
 * - Pinned tasks go by the inbox alone, and from there to a list that nobody else sees. Every other turn is theirs.
 * - slot: the task that the running one woke last. Served at most SLOT_RUNS times in a row.
 * - Whoever makes work visible to others does so by a sequentially consistent step, then looks for sleepers; whoever
 *   goes to sleep is counted so, then looks for visible work (idle.c): one of them sees the other.
 */
#include "queue.h"
#include "idle.h"
#include "report.h"
#include "scheduler.h"
#include "wake.h"

enum { RING_FIRST = 256, FAIR_TURN = 61, STEAL_MAX = 32, PUBLISH_MAX = 128 };

/* --- the private queue -------------------------------------------------------------------------------------------- */
COLD void queue_grow(Core *core) {
  uint32_t old = core->ring ? core->ring_mask + 1 : 0, size = old ? old * 2 : RING_FIRST,
           ring = memory_alloc(&core->pool, size * 4);
  if (!ring) report_no_memory("is left for the queue of tasks\n");
  for (uint32_t p = core->top; p != core->bottom; p++) AT(uint32_t, ring)[p & (size - 1)] = *queue_at(core, p);
  if (old) memory_free(&core->pool, core->ring, old * 4);
  core->ring = ring;
  core->ring_mask = size - 1;
}

void queue_push_old(Core *core, Task *task) {
  if (UNLIKELY(!core->ring || core->bottom - core->top > core->ring_mask)) queue_grow(core);
  task_fiber(task)->position = --core->top;
  *queue_at(core, core->top) = REF(task);
  queue_count(core);
}

/* After tasks were taken out: each place is passed over once, so this costs a taken task O(1). */
static inline void drop_holes(Core *core) {
  while (core->bottom != core->top && !*queue_at(core, core->bottom - 1)) core->bottom--;
  while (core->bottom != core->top && !*queue_at(core, core->top)) core->top++;
  queue_count(core);
}

static Task *pop_bottom(Core *core) {
  if (core->bottom == core->top) return 0;
  uint32_t task = *queue_at(core, --core->bottom);
  drop_holes(core);
  return PTR(task);
}

static Task *pop_top(Core *core) {
  if (core->bottom == core->top) return 0;
  uint32_t task = *queue_at(core, core->top++);
  drop_holes(core);
  return PTR(task);
}

int queue_take_private(Core *core, Task *task) {
  if (MAY_RACE(task) || (load_relaxed(&task->state) & STATE_MASK) != TASK_NEW) return 0; /* ours alone */
  uint32_t position = task_fiber(task)->position;
  if (position - core->top >= core->bottom - core->top || *queue_at(core, position) != REF(task)) return 0;
  *queue_at(core, position) = 0;
  drop_holes(core);
  return 1;
}

/* --- the published queue ------------------------------------------------------------------------------------------ */
static void published_add(Core *core, uint32_t head, uint32_t tail, uint32_t count) {
  idle_end_alone();
  lock_take(&core->lock);
  AT(Task, tail)->next = 0;
  if (core->shared_tail) AT(Task, core->shared_tail)->next = head; else core->shared_head = head;
  core->shared_tail = tail;
  add_seq(&core->shared_count, count); /* seq: before the look for sleepers */
  lock_drop(&core->lock);
}

void queue_give(Core *core, Task *task) {
  object_share(REF(task));
  object_share_handles(task);
  published_add(core, REF(task), REF(task), 1);
}

/* How well a task can be moved: those that haven't run hold little; who was sent from its place at the end of a slice
 * computes; the others talk, to tasks that are here. */
enum Ease { EASE_NEW, EASE_COMPUTES, EASE_TALKS };
static enum Ease ease(Task *task) {
  if ((load_relaxed(&task->state) & STATE_MASK) == TASK_NEW) return EASE_NEW; /* it is ours */
  return task_fiber(task)->wait == WAIT_NONE ? EASE_COMPUTES : EASE_TALKS;
}

/* Chains a task that leaves. */
static void chain(Task *task, uint32_t *head, uint32_t *tail) {
  object_share(REF(task));
  object_share_handles(task);
  if (*tail) AT(Task, *tail)->next = REF(task); else *head = REF(task);
  *tail = REF(task);
}

void queue_publish(Core *core) {
  uint32_t n = (core->bottom - core->top + 1) / 2, head = 0, tail = 0, count = 0;
  if (n > PUBLISH_MAX) n = PUBLISH_MAX;
  for (enum Ease most = EASE_NEW; most <= EASE_TALKS && !count; most++) {
    for (uint32_t p = core->top, seen = 0; p != core->bottom && count < n && seen < 2 * PUBLISH_MAX; p++, seen++) {
      Task *task = PTR(*queue_at(core, p));
      if (!task || ease(task) > most) continue;
      *queue_at(core, p) = 0;
      chain(task, &head, &tail);
      count++;
    }
  }
  if (!count && core->slot) {
    chain(PTR(core->slot), &head, &tail);
    store_relaxed(&core->slot, 0);
    count = 1;
  }
  drop_holes(core);
  if (!count) return;
  published_add(core, head, tail, count);
  wake_one();
}

void queue_hand_over(Core *core, Core *to) {
  uint32_t head = 0, tail = 0, count = 0;
  lock_take(&core->lock);
  head = core->shared_head, tail = core->shared_tail, count = core->shared_count;
  core->shared_head = core->shared_tail = 0;
  add_seq(&core->shared_count, -count); /* under the lock */
  lock_drop(&core->lock);
  for (; core->top != core->bottom; core->top++) {
    Task *task = PTR(*queue_at(core, core->top));
    if (task) chain(task, &head, &tail), count++;
  }
  if (core->slot) chain(PTR(core->slot), &head, &tail), count++;
  store_relaxed(&core->slot, 0);
  queue_count(core);
  if (!count) return;
  published_add(to, head, tail, count);
  wake_worker(to);
}

/* Takes up to half of a worker's published tasks; the first to run, the rest into the taker's private queue. */
static Task *published_take(Core *core, Core *victim) {
  if (ONE_WORKER || !load_seq(&victim->shared_count)) return 0;
  lock_take(&victim->lock);
  uint32_t count = victim->shared_count, n = (count + 1) / 2, head = victim->shared_head, last = head;
  if (n > STEAL_MAX) n = STEAL_MAX;
  if (!count) {
    lock_drop(&victim->lock);
    return 0;
  }
  for (uint32_t i = 1; i < n; i++) last = AT(Task, last)->next;
  victim->shared_head = AT(Task, last)->next;
  if (!victim->shared_head) victim->shared_tail = 0;
  add_seq(&victim->shared_count, -n); /* under the lock */
  lock_drop(&victim->lock);
  AT(Task, last)->next = 0;
  for (uint32_t t = AT(Task, head)->next; t;) {
    uint32_t next = AT(Task, t)->next;
    queue_push_old(core, PTR(t));
    t = next;
  }
  return PTR(head);
}

/* --- the inbox: tasks that only this worker may run on ------------------------------------------------------------ */
void queue_send_home(Task *task) {
  Core *home = PTR(weft_global.workers[ONE_WORKER ? 0 : task_fiber(task)->home & (HOME_PINNED - 1)]);
  if (ONE_WORKER) {
    queue_push(home, task);
    return;
  }
  lock_take(&home->lock);
  task->next = home->inbox;
  store_relaxed(&home->inbox, REF(task)); /* under the lock */
  add_seq(&weft_global.sent_home, 1);     /* seq: before the look whether it sleeps */
  lock_drop(&home->lock);
  wake_worker(home);
}

static void inbox_take(Core *core) {
  if (ONE_WORKER || LIKELY(!load_relaxed(&core->inbox))) return; /* seen late: idle.c looks again */
  lock_take(&core->lock);
  uint32_t list = core->inbox;
  store_relaxed(&core->inbox, 0); /* under the lock */
  lock_drop(&core->lock);
  uint32_t pinned = 0, last = 0; /* the inbox has who came last first */
  while (list) {
    Task *task = PTR(list);
    list = task->next;
    add_seq(&weft_global.sent_home, (uint32_t)-1);
    if (LIKELY(!task_is_pinned(task))) {
      queue_push(core, task);
      continue;
    }
    if (!pinned) last = REF(task);
    task->next = pinned;
    pinned = REF(task);
  }
  if (LIKELY(!pinned)) return;
  if (core->pinned_last) AT(Task, core->pinned_last)->next = pinned; else core->pinned_first = pinned;
  core->pinned_last = last;
}

static Task *pinned_take(Core *core) {
  Task *task = PTR(core->pinned_first);
  core->pinned_first = task->next;
  if (!core->pinned_first) core->pinned_last = 0;
  return task;
}

/* --- out ---------------------------------------------------------------------------------------------------------- */
static void empty_slot(Core *core) {
  if (!core->slot) return;
  queue_push(core, PTR(core->slot));
  store_relaxed(&core->slot, 0);
}

void queue_push_ordered(Core *core, Task *task) {
  empty_slot(core); /* who is there came before */
  queue_push(core, task);
}

/* First come, first served. At the old end stands whose slice is over, so it goes on; who has yielded goes behind the
 * others. */
static Task *take_first(Core *core) {
  Task *task = pop_top(core);
  if (!task || task != core->task || task_fiber(task)->wait != WAIT_YIELD) return task;
  queue_push(core, task);
  return pop_top(core);
}

Task *queue_take_ordered(Core *core) {
  empty_slot(core);
  Task *task;
  while ((task = published_take(core, core))) queue_push(core, task);
  /* seen late: Ctrl-C; main's turn shall come, whoever computes */
  if (weft_global.sequential && !load_relaxed(&weft_global.interrupts)) return take_first(core);
  uint32_t n = core->bottom - core->top;
  if (n > 1) { /* any of them, by the seed */
    uint32_t p = core->top + (uint32_t)(((core_random(core) >> 32) * n) >> 32), last = core->bottom - 1;
    while (!*queue_at(core, p)) p++; /* the last is no hole */
    uint32_t a = *queue_at(core, p), b = *queue_at(core, last);
    *queue_at(core, p) = b, *queue_at(core, last) = a;
    task_fiber(PTR(b))->position = p;
    task_fiber(PTR(a))->position = last;
  }
  return pop_bottom(core);
}

Task *queue_take(Core *core) {
  Task *task;
  inbox_take(core);
  if (!ONE_WORKER && UNLIKELY(core->pinned_first) && core->moved & 1) return pinned_take(core);
  if (UNLIKELY(weft_global.ordered)) return part_queue_take_ordered(core);
  if (UNLIKELY(core->moved - core->fair >= FAIR_TURN)) {
    core->fair = core->moved;
    if ((task = published_take(core, core)) || (task = pop_top(core))) return task;
  }
  if ((task = queue_take_slot(core))) return task;
  core->slot_runs = 0;
  /* who talks is served first come, first served: so none of them waits for more than a round (balance.h) */
  if ((task = !ONE_WORKER && load_relaxed(&core->keeps) ? pop_top(core) : pop_bottom(core))) return task;
  if (core->slot) {
    task = PTR(core->slot);
    store_relaxed(&core->slot, 0);
    return task;
  }
  task = published_take(core, core);
  return !ONE_WORKER && !task && UNLIKELY(core->pinned_first) ? pinned_take(core) : task;
}

/* Another worker's published tasks; if there are none, whoever has private ones is asked to publish. */
Task *queue_steal(Core *core) {
  uint32_t n = scheduler_workers(), start = n > 1 ? (uint32_t)(core_random(core) >> 32) % n : 0;
  for (uint32_t i = 0; i < n; i++) {
    Core *victim = PTR(weft_global.workers[(start + i) % n]);
    Task *task = victim != core ? published_take(core, victim) : 0;
    if (!task) continue;
    store_relaxed(&core->spreads, load_relaxed(&victim->spreads)); /* a guess: what it talks to is of its kind */
    return task;
  }
  for (uint32_t i = 0; i < n; i++) {
    Core *victim = PTR(weft_global.workers[(start + i) % n]);
    if (victim != core && load_relaxed(&victim->private_count) >= 2 && !load_relaxed(&victim->keeps)) { /* hints */
      if (!(load_relaxed(&victim->w.requests) & REQ_HUNGRY)) core_request(victim, REQ_HUNGRY);
      break;
    }
  }
  return 0;
}

int queue_visible(void) {
  const Core *only = PTR(weft_global.workers[0]);
  if (ONE_WORKER) return only->bottom != only->top || only->slot;
  if (load_seq(&weft_global.sent_home)) return 1;
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    if (load_seq(&AT(Core, weft_global.workers[i])->shared_count)) return 1;
  }
  return 0;
}
