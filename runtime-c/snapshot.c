/* Which tasks there are: see snapshot.h. */
#include "snapshot.h"
#include "channel.h"
#include "exc.h"
#include "gate.h"
#include "scheduler.h"
#include "select.h"
#include "spawn.h"
#include "wait.h"

enum { FIRST = 4096, ARMS_SHOWN = 8, HOLDS_SHOWN = 64, FRAMES_SEEN = 1000, TRIES = 4 };
#define END_OF_FIELD "\x1f" /* in no name and no path */
#define END_OF_ROW "\x1e"

/* What has been put together; full: no memory is left for more. */
typedef struct Rows { Core *core; uint32_t bytes, used, capacity, copy; int full; } Rows;

static void put_bytes(Rows *rows, const char *bytes, uint32_t n) {
  while (rows->used + n > rows->capacity && !rows->full) {
    uint32_t capacity = rows->capacity ? rows->capacity * 2 : FIRST,
             grown = capacity > rows->capacity ? memory_alloc(&rows->core->pool, capacity) : 0;
    rows->full = !grown;
    if (!grown) return;
    if (rows->used) memcpy(PTR(grown), PTR(rows->bytes), rows->used);
    if (rows->capacity) memory_free(&rows->core->pool, rows->bytes, rows->capacity);
    rows->bytes = grown;
    rows->capacity = capacity;
  }
  if (rows->full) return;
  memcpy(PTR(rows->bytes + rows->used), bytes, n);
  rows->used += n;
}
static void put(Rows *rows, const char *text) {
  uint32_t n = 0;
  while (text[n]) n++;
  put_bytes(rows, text, n);
}
static void put_number(Rows *rows, uint32_t n) {
  Text text = {.used = 0};
  text_number(&text, n);
  put_bytes(rows, text.bytes, text.used);
}
static void put_place(Rows *rows, uint32_t address) {
  const Where *where = PTR(address);
  if (!address) return;
  put(rows, where->file ? PTR(where->file) : "?");
  put(rows, ":");
  put_number(rows, where->line);
  put(rows, ", in ");
  put(rows, where->function ? PTR(where->function) : "?");
}

/* --- one that is parked ------------------------------------------------------------------------------------------- */
/* It may race with whoever has got the task meanwhile. */
__attribute__((no_sanitize("address", "thread"))) static void copy(volatile uint8_t *to, const volatile uint8_t *from,
                                                                   uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i++) to[i] = from[i];
}

/* Whether it is in a page of the arena, or static. */
static int is_readable(uint32_t from, uint32_t bytes) {
  uint32_t last = from + bytes - 1;
  uint8_t first_page, last_page;
  if (!from || last < from) return 0;
  if (is_static(last)) return 1;
  copy(&first_page, &arena_table[from >> 16], 1);
  copy(&last_page, &arena_table[last >> 16], 1);
  return first_page && last_page;
}

int snapshot_copy(const Look *look, void *to, uint32_t from, uint32_t bytes) {
  if (!is_readable(from, bytes)) return 0;
  copy(to, PTR(from), bytes);
#ifndef __SANITIZE_THREAD__ /* it knows no fences, and doesn't look at the copy */
  __atomic_thread_fence(__ATOMIC_ACQUIRE); /* the copy comes before the look at the state */
#endif
  return load_acquire(&look->task->state) == look->state;
}

static int put_object(Rows *rows, const Look *look, Text *text, uint32_t object) {
  Object head;
  if (!snapshot_copy(look, &head, object, sizeof head)) return 0;
  if (head.kind != OBJECT_TASK && head.kind != OBJECT_CHANNEL && head.kind != OBJECT_GATE) return 0;
  uint32_t bytes = head.kind == OBJECT_TASK ? sizeof(Task) : head.kind == OBJECT_GATE ? sizeof(Gate) : sizeof(Channel);
  if (!snapshot_copy(look, PTR(rows->copy), object, bytes)) return 0;
  object_rows[head.kind].label(text, rows->copy);
  return 1;
}

static int put_handle(Rows *rows, const Look *look, Text *text, ref handle, uint32_t *object) {
  Handle copy;
  if (!snapshot_copy(look, &copy, handle, sizeof copy)) return 0;
  *object = copy.object;
  return put_object(rows, look, text, copy.object);
}

static int put_arms(Rows *rows, const Look *look, Text *text, const Fiber *fiber) {
  Arm arms[ARMS_SHOWN];
  uint32_t n = 0, object;
  if (!part_select_copy(look, fiber, arms, ARMS_SHOWN, &n)) return 0;
  text_put(text, n ? "waits" : "waits for ever");
  for (uint32_t i = 0; i < n && i < ARMS_SHOWN; i++) {
    if (i) text_put(text, " or");
    text_put(text, part_select_what(arms[i].kind));
    if (!put_handle(rows, look, text, arms[i].handle, &object)) return 0;
  }
  if (n > ARMS_SHOWN) text_put(text, " or others");
  return 1;
}

/* What it waits on, as text, and the gate among it. */
static int put_wait(Rows *rows, const Look *look, Text *text, const Fiber *fiber, ref handle, uint32_t *gate) {
  const char *what = wait_what(fiber->wait);
  if (fiber->wait == WAIT_SELECT) return put_arms(rows, look, text, fiber);
  if (!what) {
    text_put(text, fiber->wait == WAIT_SLEEP ? "sleeps" : "waits");
    return 1;
  }
  text_put(text, what + 1); /* without the space */
  if (!put_handle(rows, look, text, handle, gate)) return 0;
  if (fiber->wait != WAIT_ACQUIRE && fiber->wait != WAIT_REACQUIRE) *gate = 0;
  return 1;
}

/* Where in the program it stands. */
static int find_place(const Look *look, const Fiber *fiber, uint32_t *place) {
  uint32_t end = fiber_frames_end(fiber), frame = fiber->sp, desc;
  for (uint32_t seen = 0; frame < end && seen < FRAMES_SEEN; frame += AT(FrameDesc, desc)->size, seen++) {
    if (!snapshot_copy(look, &desc, frame, sizeof desc) || !is_static(desc)) return 0;
    const FrameDesc *d = PTR(desc);
    if (!d->where || d->flags & (FRAME_ENTRY | FRAME_LIBRARY)) continue;
    *place = d->where;
    break;
  }
  return 1;
}

static int find_holds(const Look *look, uint32_t first, uint32_t *gates, uint32_t *n) {
  Hold hold;
  for (uint32_t h = first; h && *n < HOLDS_SHOWN; h = hold.next) {
    if (!snapshot_copy(look, &hold, h, sizeof hold)) return 0;
    if (hold.kept == HOLD_KEPT && hold.permits) gates[(*n)++] = hold.gate;
  }
  return 1;
}

/* state, wait, number of the gate that it waits for, those that it holds, place; 0: it has gone on. */
static int put_parked(Rows *rows, Task *task, uint32_t state) {
  const Look look = {task, state};
  Fiber fiber;
  Task record;
  Text text = {.used = 0};
  uint32_t gate = 0, place = 0, gates[HOLDS_SHOWN], n = 0;
  if (!snapshot_copy(&look, &record, REF(task), sizeof record) ||
      !snapshot_copy(&look, &fiber, record.fiber, sizeof fiber) ||
      !put_wait(rows, &look, &text, &fiber, (ref)record.result, &gate) || !find_place(&look, &fiber, &place) ||
      !find_holds(&look, fiber.holds, gates, &n))
    return 0;
  put(rows, "parked" END_OF_FIELD);
  put_bytes(rows, text.bytes, text.used);
  put(rows, END_OF_FIELD);
  put_number(rows, gate);
  put(rows, END_OF_FIELD);
  for (uint32_t i = 0; i < n; i++) {
    put(rows, i ? " " : "");
    put_number(rows, gates[i]);
  }
  put(rows, END_OF_FIELD);
  put_place(rows, place);
  return 1;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */
/* Whether a worker runs it. A hint, but for the own one. */
static int is_running(const Task *task) {
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    const Task *running;
    copy((void *)&running, (void *)&core->task, sizeof running);
    if (running == task && load_relaxed(&core->running)) return 1;
  }
  return 0;
}

static void put_running(Rows *rows, const Task *task) {
  put(rows, is_running(task) ? "running" : "ready");
  put(rows, END_OF_FIELD END_OF_FIELD "0" END_OF_FIELD);
  if (task == rows->core->task) {
    gate_settle_taken(rows->core);
    int some = 0;
    for (uint32_t h = rows->core->fiber->holds; h; h = AT(Hold, h)->next) {
      if (AT(Hold, h)->kept != HOLD_KEPT || !AT(Hold, h)->permits) continue;
      put(rows, some++ ? " " : "");
      put_number(rows, AT(Hold, h)->gate);
    }
  }
  put(rows, END_OF_FIELD);
}

/* The worker that it is pinned to: its number and 1 more; 0: none. */
static uint32_t worker_of(const Task *record) {
  uint32_t home, from = record->fiber + (uint32_t)offsetof(Fiber, home);
  if (ONE_WORKER || !record->fiber || !is_readable(from, sizeof home)) return 0;
  copy((void *)&home, PTR(from), sizeof home);
  return home & HOME_PINNED ? (home & (HOME_PINNED - 1)) + 1 : 0;
}

static int has_ended(const Task *record) { return (life_joiners(record->life) & JOIN_DONE) != 0; }

static void put_row(Task *task, void *context) {
  Rows *rows = context;
  Task record;
  uint32_t before = rows->used;
  copy((void *)&record, (void *)task, sizeof record);
  if (has_ended(&record)) return;
  put_number(rows, record.id);
  put(rows, END_OF_FIELD);
  put(rows, PTR(task_name(&record)));
  put(rows, END_OF_FIELD);
  put_number(rows, worker_of(&record));
  put(rows, END_OF_FIELD);
  put_place(rows, record.where);
  put(rows, END_OF_FIELD);
  uint32_t start = rows->used, state = load_acquire(&task->state);
  for (int i = 0; (state & STATE_MASK) == TASK_PARKED && i < TRIES; i++) {
    if (put_parked(rows, task, state)) break;
    rows->used = start;
    state = load_acquire(&task->state);
  }
  if (rows->used == start) put_running(rows, task);
  put(rows, END_OF_ROW);
  Task after;
  copy((void *)&after, (void *)task, sizeof after);
  if (has_ended(&after) || after.id != record.id) rows->used = before;
}

ref weft_snapshot_tasks(void) {
  enum { COPY = sizeof(Gate) > sizeof(Channel) ? sizeof(Gate) : sizeof(Channel) };
  Core *core = core_current();
  Rows rows = {.core = core, .copy = memory_alloc(&core->pool, COPY)};
  if (rows.copy) {
    task_each(put_row, &rows);
    memory_free(&core->pool, rows.copy, COPY);
  }
  ref text = rows.copy && !rows.full ? weft_text_bytes(PTR(rows.bytes), rows.used) : 0;
  if (!rows.copy || rows.full) weft_raise_memory();
  if (rows.capacity) memory_free(&core->pool, rows.bytes, rows.capacity);
  return text;
}

int64_t weft_snapshot_count(void) {
  uint32_t ended = 0;
  /* first: then there are no fewer than were spawned by the time that these had ended */
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    ended += load_acquire(&core->ended);
  }
  return (int64_t)(uint32_t)(part_spawn_count() + 1 - ended);
}
