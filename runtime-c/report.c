/* Text on standard error: see report.h. Everything is built in one buffer, under one lock. */
#include "report.h"
#include "entry.h"
#include "exc.h"
#include "io.h"
#include "os.h"
#include "report_pieces.h"
#include "scheduler.h"
#include "text.h"
#include "wait.h"

enum { BUFFER = 4096, CHAIN_MAX = 1024, TASKS_SHOWN = 100, FRAMES_SHOWN = 30 };
static Lock report_lock; /* guards the next two, and all others here */
static char buffer[BUFFER];
static uint32_t used;

static void flush(void) {
  if (used) weft_io_stderr(buffer, used);
  used = 0;
}
void report_byte(uint32_t byte) {
  if (used == BUFFER) flush();
  buffer[used++] = (char)byte;
}
static ALWAYS_INLINE void put_byte(uint32_t byte) { report_byte(byte); }

/* The first line alone. */
static void put_spot(uint32_t address) {
  const Where *where = PTR(address);
  put_where(where);
  if (!where->text) return;
  const char *text = PTR(where->text);
  while (*text == ' ' || *text == '\t') text++;
  put("    ");
  while (*text && *text != '\n') put_byte((uint8_t)*text++);
  put("\n");
}

/* --- exceptions --------------------------------------------------------------------------------------------------- */
static int was_met(const ref *met, uint32_t n, ref exc) {
  while (n--) if (met[n] == exc) return 1;
  return 0;
}

static void put_exception(ref exc) {
  if (UNLIKELY(load_relaxed(&weft_global.groups))) {
    part_report_groups(exc);
    return;
  }
  static ref chain[CHAIN_MAX]; /* under the lock, too */
  uint32_t n = 0;
  for (ref e = exc; e && n < CHAIN_MAX && !was_met(chain, n, e);) {
    const Exc *x = PTR(e);
    chain[n++] = e;
    e = x->cause ? x->cause : x->flags & EXC_SUPPRESS ? 0 : x->context;
  }
  while (n-- > 0) {
    ref e = chain[n];
    put_traceback(PTR(e), "Traceback (most recent call last):\n");
    put_error(e);
    if (n) put_link(AT(Exc, chain[n - 1])->cause != 0);
  }
}

void report_exception(ref exc) {
  lock_take(&report_lock);
  put_exception(exc);
  flush();
  lock_drop(&report_lock);
}

static void put_words(const Text *text) { for (uint32_t i = 0; i < text->used; i++) put_byte((uint8_t)text->bytes[i]); }
static void put_task(Task *task) {
  Text text = {.used = 0};
  task_label(&text, REF(task));
  put_words(&text);
}
static void put_wait(Task *task) {
  Text text = {.used = 0};
  wait_describe(&text, task);
  put_words(&text);
}

void report_task_exception(uint32_t address, ref exc) {
  Task *task = PTR(address);
  lock_take(&report_lock);
  put("Uncaught exception in ");
  put_task(task);
  put(", which nobody joined");
  if (task->where) {
    put(", spawned at\n");
    put_spot(task->where);
  } else {
    put("\n");
  }
  put_exception(exc);
  flush();
  lock_drop(&report_lock);
}

COLD void report_held(Task *task, uint32_t object) {
  Text text = {.used = 0};
  object_rows[AT(Object, object)->kind].label(&text, object);
  lock_take(&report_lock);
  put_task(task);
  put(" has ended without releasing ");
  put_words(&text);
  put("\n");
  flush();
  lock_drop(&report_lock);
}

void report_text(ref text) {
  lock_take(&report_lock);
  put_str(text);
  put("\n");
  flush();
  lock_drop(&report_lock);
}

void report_plain(const char *text) {
  uint32_t n = 0;
  while (text[n]) n++;
  weft_io_stderr(text, n);
}

void report_fatal(uint32_t why, const char *text) {
  weft_global.why = why;
  report_plain(text);
  entry_exit(1);
}

void report_no_memory(const char *what) {
  report_plain("MemoryError: no memory ");
  report_fatal(WHY_MEMORY, what);
}

/* --- deadlock ----------------------------------------------------------------------------------------------------- */
static void put_parked(Task *task) {
  put_task(task);
  put_wait(task);
  put("\n");
  uint32_t shown = 0;
  const FrameDesc *desc;
  const Fiber *fiber = task_fiber(task);
  for (uint32_t frame = fiber->sp, end = fiber_frames_end(fiber); frame < end && shown < FRAMES_SHOWN;
       frame += desc->size) {
    desc = PTR(*AT(uint32_t, frame)); /* innermost first */
    if (desc->where && !(desc->flags & FRAME_ENTRY)) put_spot(desc->where), shown++;
  }
  if (!task->where) return;
  put("spawned at\n");
  put_spot(task->where);
}

typedef struct Parked { Task *first[TASKS_SHOWN]; uint32_t count; } Parked;

/* Keeps those with the lowest numbers, in order. */
static void gather(Task *task, void *context) {
  Parked *parked = context;
  if ((load_relaxed(&task->state) & STATE_MASK) != TASK_PARKED) return;
  uint32_t n = parked->count < TASKS_SHOWN ? parked->count : TASKS_SHOWN, i = n;
  parked->count++;
  while (i && parked->first[i - 1]->id > task->id) i--;
  if (i == TASKS_SHOWN) return;
  for (uint32_t k = n < TASKS_SHOWN ? n : TASKS_SHOWN - 1; k > i; k--) parked->first[k] = parked->first[k - 1];
  parked->first[i] = task;
}

void report_deadlock(void) {
  static Parked parked;
  weft_io_flush();
  lock_take(&report_lock);
  put("Every task is parked:\n");
  task_each(gather, &parked);
  for (uint32_t i = 0; i < parked.count && i < TASKS_SHOWN; i++) put_parked(parked.first[i]);
  if (parked.count > TASKS_SHOWN) {
    put("and ");
    put_number(parked.count - TASKS_SHOWN);
    put(" more\n");
  }
  put("Deadlock: no task can run, and nothing will ever wake one\n");
  flush();
  lock_drop(&report_lock);
}
