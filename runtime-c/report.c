/* Text on standard error: see report.h. Everything is built in one buffer, under one lock. */
#include "report.h"
#include "entry.h"
#include "exc.h"
#include "io.h"
#include "os.h"
#include "scheduler.h"
#include "text.h"
#include "wait.h"

enum { BUFFER = 4096, CHAIN_MAX = 1024, TASKS_SHOWN = 100, REPEATS_SHOWN = 3, FRAMES_SHOWN = 30 };
static Lock report_lock; /* guards the next two, and all others here */
static char buffer[BUFFER];
static uint32_t used;

/* --- pieces ------------------------------------------------------------------------------------------------------- */
static void flush(void) {
  if (used) weft_io_stderr(buffer, used);
  used = 0;
}
static void put_byte(uint32_t byte) {
  if (used == BUFFER) flush();
  buffer[used++] = (char)byte;
}
static void put(const char *text) { while (*text) put_byte((uint8_t)*text++); }
static void put_address(uint32_t text) { put(text ? PTR(text) : "?"); }
static void put_number(uint64_t n) {
  char digits[20];
  uint32_t i = 0;
  do digits[i++] = (char)('0' + n % 10); while (n /= 10);
  while (i) put_byte((uint8_t)digits[--i]);
}
static void put_str(ref r) {
  const Str *s = PTR(r);
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t c = s->width == 1   ? s->data[i]
                 : s->width == 2 ? ((const uint16_t *)(const void *)s->data)[i]
                                 : ((const uint32_t *)(const void *)s->data)[i];
    if (c >= 0xd800 && c < 0xe000) { /* a lone surrogate has no UTF-8: as Python's backslashreplace */
      put("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) put_byte("0123456789abcdef"[c >> shift & 15]);
      continue;
    }
    if (c < 0x80) put_byte(c);
    else if (c < 0x800) put_byte(0xc0 | c >> 6), put_byte(0x80 | (c & 63));
    else if (c < 0x10000) put_byte(0xe0 | c >> 12), put_byte(0x80 | (c >> 6 & 63)), put_byte(0x80 | (c & 63));
    else
      put_byte(0xf0 | c >> 18), put_byte(0x80 | (c >> 12 & 63)), put_byte(0x80 | (c >> 6 & 63)),
          put_byte(0x80 | (c & 63));
  }
}

static void put_place(const Where *where) {
  put("File \"");
  put_address(where->file);
  put("\", line ");
  put_number(where->line);
  put(", in ");
  put_address(where->function);
}

static void put_where(const Where *where) {
  put("  ");
  put_place(where);
  put("\n");
}

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

static void put_excerpt(uint32_t address) {
  if (!address) return;
  put("    ");
  for (const char *text = PTR(address); *text; text++) {
    put_byte((uint8_t)*text);
    if (*text == '\n') put("    ");
  }
  put("\n");
}

/* --- exceptions --------------------------------------------------------------------------------------------------- */
static void put_repeats(uint32_t shown) {
  if (shown <= REPEATS_SHOWN) return;
  put("  [Previous line repeated ");
  put_number(shown - REPEATS_SHOWN);
  put(shown > REPEATS_SHOWN + 1 ? " more times]\n" : " more time]\n");
}

static void put_traceback(const Exc *exc) {
  if (!exc->traceback || !exc->pad) return;
  const uint32_t *words = PTR(REF(AT(Array, exc->traceback)->data));
  put("Traceback (most recent call last):\n");
  const Where *last = 0;
  uint32_t same = 0; /* how often the last line of the program came in a row, perhaps in different places of it */
  for (uint32_t i = exc->pad; i-- > 0;) { /* outermost is last */
    uint32_t more = 0;
    if (words[i] & 1) more = words[i] >> 1, i--;
    const Where *where = PTR(words[i]);
    if (!last || where->line != last->line || where->function != last->function || where->file != last->file) {
      put_repeats(same);
      same = 0;
    }
    last = where;
    for (uint32_t n = same; n <= same + more && n < REPEATS_SHOWN; n++) {
      put_where(where);
      put_excerpt(where->text);
    }
    same += more + 1;
  }
  put_repeats(same);
}

static int was_met(const ref *met, uint32_t n, ref exc) {
  while (n--) if (met[n] == exc) return 1;
  return 0;
}

static void put_exception(ref exc) {
  static ref chain[CHAIN_MAX]; /* under the lock, too */
  uint32_t n = 0;
  for (ref e = exc; e && n < CHAIN_MAX && !was_met(chain, n, e);) {
    const Exc *x = PTR(e);
    chain[n++] = e;
    e = x->cause ? x->cause : x->flags & EXC_SUPPRESS ? 0 : x->context;
  }
  while (n-- > 0) {
    const Exc *x = PTR(chain[n]);
    put_traceback(x);
    int is_unbuilt = exc_is_unbuilt(chain[n]);
    if (is_unbuilt) put("error");
    else put_address(AT(Type, x->type)->name);
    if (x->text && AT(Str, x->text)->len) {
      if (!is_unbuilt) put(": ");
      put_str(x->text);
    }
    if (x->flags >> EXC_HINT_SHIFT) put_address(x->flags >> EXC_HINT_SHIFT);
    put("\n");
    if (!n) break;
    const Exc *next = PTR(chain[n - 1]);
    put(next->cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
                    : "\nDuring handling of the above exception, another exception occurred:\n\n");
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

void report_fatal(uint32_t why, const char *text) {
  weft_global.why = why;
  uint32_t n = 0;
  while (text[n]) n++;
  weft_io_stderr(text, n);
  entry_exit(1);
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
