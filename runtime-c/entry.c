/* The program's beginning and end.
 *
 * Invariants
 * - Everything in weft_global that isn't marked atomic is set before another thread of ours starts.
 * - The other workers start at the first spawn, the ticker with main: a program without tasks has one worker's cost.
 * - The program ends when the workers have found that nothing can run (idle.c); worker 0 then waits for the other
 *   threads, reports tasks whose error nobody took, flushes, and returns.
 */
#include "entry.h"
#include "exc.h"
#include "freeze.h"
#include "globals.h"
#include "idle.h"
#include "io.h"
#include "os.h"
#include "queue.h"
#include "report.h"
#include "scheduler.h"
#include "ticker.h"
#include "trampoline.h"
#include "wait.h"

#define TEXT_OF(number) #number
#define SHOWN(number) TEXT_OF(number)
enum { C_STACK = 65536, FAILED_SHOWN = 100, STATUS_OUTPUT_LOST = 120 };
enum { SLEEP_NS = 50000000 }; /* at a time: Ctrl-C, and output that waits */
const char weft_abi[] = WEFT_ABI;

typedef struct Start { uint32_t stack_top, core; } Start; /* core 0: the ticker */

static Start starts[WORKERS_MAX + 1];
static uint32_t workers_started;

/* --- settings ----------------------------------------------------------------------------------------------------- */
static __attribute__((noreturn)) void refuse(const char *name, const char *what) {
  report_plain("error: the environment variable ");
  report_plain(name);
  report_fatal(WHY_ERROR, what);
}

static NOINLINE uint64_t setting(const char *name, uint64_t fallback) {
  const char *text = os_getenv(name);
  uint64_t n = 0;
  if (!text || !*text) return fallback;
  for (; *text; text++) {
    uint64_t digit = (uint64_t)(*text - '0');
    if (digit > 9 || n > (UINT64_MAX - digit) / 10) refuse(name, " takes a number\n");
    n = n * 10 + digit;
  }
  return n;
}

#ifndef WEFT_PORTABLE
static uint32_t chosen_workers(void) {
  uint64_t n = setting(ENV_WORKERS, weft_workers);
  if (n < 1 || n > WORKERS_MAX) refuse(ENV_WORKERS, " takes a number from 1 to " SHOWN(WORKERS_MAX) "\n");
  return (uint32_t)n;
}
#endif

static void read_settings(void) {
  os_environment();
  struct Global *g = &weft_global;
  g->stress = (uint32_t)setting(ENV_STRESS, 0);
  g->sequential = (uint32_t)setting(ENV_SEQUENTIAL, 0);
  const char *seed = os_getenv(ENV_SEED);
  g->seeded = seed && *seed;
  g->seed = setting(ENV_SEED, g->sequential ? 0 : os_entropy()) * 0x9e3779b97f4a7c15u + 1;
  g->cpus = 1;
#ifndef WEFT_PORTABLE
  if (!g->seeded && !g->sequential) g->cpus = chosen_workers();
#endif
  g->max_stack = setting(ENV_MAX_STACK_SIZE, (uint64_t)256 << 20);
  g->engine_stack = (uint32_t)setting(ENV_ENGINE_STACK, 128 << 10);
  if (g->engine_stack < 16384) g->engine_stack = 16384;
  if (g->engine_stack > 64 << 20) g->engine_stack = 64 << 20;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */
static int start_thread(Start *start, Core *core) {
#ifdef __wasm__
  uint32_t stack = arena_pages(C_STACK / PAGE, PAGE_USED);
  if (!stack) return 0;
  start->stack_top = stack + C_STACK;
#endif
  start->core = REF(core);
  add_acq_rel(&weft_global.threads, 1);
  if (os_thread(REF(start))) return 1;
  add_acq_rel(&weft_global.threads, (uint32_t)-1);
  return 0;
}

static void start_workers(void) {
  if (ONE_WORKER || workers_started) return;
  workers_started = 1;
  idle_end_alone();
  uint32_t n = 1;
  for (; n < weft_global.cpus; n++) {
    Core *core = core_new(n);
    if (!core) break;
    weft_global.workers[n] = REF(core);
  }
  store_release(&weft_global.worker_count, n); /* release: their Cores; before any of them runs */
  for (uint32_t i = 1; i < n; i++) {
    if (start_thread(&starts[i], PTR(weft_global.workers[i]))) continue;
    store_release(&weft_global.worker_count, i); /* those started find each other; the last ones never existed */
    break;
  }
}

void weft_thread_main(int32_t tid, uint32_t start) {
  (void)tid;
  uint32_t core = AT(Start, start)->core;
#ifndef WEFT_PORTABLE
  if (!core) {
    ticker_run();
  } else
#endif
  {
    weft_set_worker(core);
    os_clock_start(PTR(core));
    trampoline_work(PTR(core));
  }
  add_acq_rel(&weft_global.threads, (uint32_t)-1); /* release: all that this thread did comes before the end */
}

COLD void entry_spawned(void) {
  weft_global.spawned = 1;
  /* not written otherwise: then other workers are about, and read it */
  if (weft_global.seeded || weft_global.sequential) weft_global.ordered = 1;
  start_workers();
}

/* --- main --------------------------------------------------------------------------------------------------------- */
static void make_main(Core *core) {
  Task *task = task_new(core, PTR(weft_program.main_desc));
  if (!task) report_no_memory("to start in\n");
  task->flags = TASK_MAIN;
  task->result_kind = SLOT_NONE;
  const Globals *own = PTR(weft_program.own);
  if (own->size) {
    uint32_t area = globals_new(core, task_fiber(task), own);
    if (!area) report_no_memory("to start in\n");
    memset(PTR(area), 0, own->size);
  }
  task->life = 2; /* one for weft_global */
  task->shared = SHARED_OUTSIDE; /* Ctrl-C */
  store_release(&weft_global.main_task, REF(task)); /* release: the record */
  queue_push(core, task);
}

static void begin_program(void) {
  read_settings();
  arena_init();
  exc_init();
  Core *core = core_new(0);
  if (!core) report_no_memory("to start in\n");
  weft_set_worker(REF(core));
  os_clock_start(core);
  weft_global.worker_count = 1;
  weft_global.workers[0] = REF(core);
#ifndef WEFT_PORTABLE
  if (weft_global.stress) start_workers();
  if (!weft_global.seeded) start_thread(&starts[0], 0);
#endif
  make_main(core);
}

static void abort_each(Task *task, void *unused) {
  (void)unused;
  if (!(task->flags & TASK_MAIN) && !task_is_done(task)) or_seq(&task->abort, ABORT_CANCEL);
}

void entry_abort_tasks(void) {
  task_each(abort_each, 0);
  core_request_all(REQ_ABORT); /* those that run, or will, look; the parked ones when all are idle (idle.c) */
}

/* sys.exit's argument: an int is the status, None 0; 0: it is something else, to be printed. */
static int exit_number(ref exc, int32_t *status) {
  const Exc *x = PTR(exc);
  *status = 0;
  if (x->args && !AT(Type, AT(Obj, x->args)->type)->nslots) return 1;
  if (x->args && AT(Type, AT(Obj, x->args)->type)->nslots) {
    const Type *tuple = PTR(AT(Obj, x->args)->type);
    uint32_t kind = tuple->slots[0] & 7, at = x->args + (tuple->slots[0] >> 3) * 4;
    if (kind == SLOT_RAW4) return *status = (int32_t)*AT(uint32_t, at) & 255, 1;
    if (kind == SLOT_INT || kind == SLOT_RAW8) return *status = (int32_t)(*AT(int64_t, at) & 255), 1;
    if (kind == SLOT_PAIR && (*AT(uint32_t, at) == TAG_INT || *AT(uint32_t, at) == TAG_BOOL))
      return *status = (int32_t)(*AT(int64_t, at + 8) & 255), 1;
    return (kind == SLOT_PAIR && *AT(uint32_t, at) == TAG_NONE) || (kind == SLOT_REF && !*AT(uint32_t, at));
  }
  return !x->text || (!x->args && !AT(Str, x->text)->len);
}

void entry_report_main(Task *task) {
  struct Global *g = &weft_global;
  if (task->outcome != ENDED_ERROR) return;
  weft_io_flush();
  if (exc_is((ref)task->result, &weft_type_SystemExit)) {
    if (exit_number((ref)task->result, &g->exit_status)) return;
    report_text(AT(Exc, (ref)task->result)->text);
    g->exit_status = 1;
  } else {
    report_exception((ref)task->result);
    g->why = exc_is((ref)task->result, &weft_type_MemoryError) ? WHY_MEMORY : WHY_ERROR;
    g->exit_status = exc_is((ref)task->result, &weft_type_KeyboardInterrupt) ? STATUS_INTERRUPTED : 1;
  }
}

void entry_main_ended(Core *core, Task *task) {
  (void)core;
  struct Global *g = &weft_global;
  if (task->outcome == ENDED_ERROR) {
    task->flags |= TASK_SEEN;
    store_release(&g->ending, ENDING_NOW); /* tasks spawned from now on are born aborted */
    if (g->spawned) part_entry_abort_tasks();
  }
  store_release(&g->main_done, 1);
}

int entry_task_failed(const Task *task) {
  int32_t status;
  if (task->outcome != ENDED_ERROR || task->flags & TASK_ABORTED) return 0;
  return !exc_is((ref)task->result, &weft_type_SystemExit) || !exit_number((ref)task->result, &status) || status;
}

/* Those whose error nobody took, in the order of their spawns: the next above `after`. */
typedef struct Failed { Task *next; uint32_t after; } Failed;
static void find_failed(Task *task, void *context) {
  Failed *failed = context;
  if (task->flags & (TASK_SEEN | TASK_MAIN) || !entry_task_failed(task)) return;
  if (task->id > failed->after && (!failed->next || task->id < failed->next->id)) failed->next = task;
}

void entry_report_failed(void) {
  Failed failed = {0, 0};
  for (uint32_t shown = 0; shown < FAILED_SHOWN; shown++) {
    failed.next = 0;
    task_each(find_failed, &failed);
    if (!failed.next) break;
    report_task_exception(REF(failed.next), (ref)failed.next->result);
    failed.after = failed.next->id;
    if (!weft_global.exit_status) weft_global.exit_status = 1, weft_global.why = WHY_ERROR;
  }
}

static int32_t end_program(void) {
  struct Global *g = &weft_global;
  if (!load_acquire(&g->main_done) && !g->deadlocked) return g->exit_status; /* stopped from outside */
  /* acquire: what they did; two seconds at most */
  for (int i = 0; load_acquire(&g->threads) && i < 20000; i++) lock_pause();
  if (g->spawned && !g->deadlocked) part_entry_report_failed();
  if (UNLIKELY(g->stress) && g->spawned) part_freeze_check();
  weft_io_flush();
  return g->exit_status ? g->exit_status : weft_io_failed() ? STATUS_OUTPUT_LOST : 0;
}

int32_t entry_main(void) {
  begin_program();
  for (uint64_t next; (next = trampoline_work(core_current())) != UINT64_MAX;) {
    uint64_t now = os_now();
    if (next > now) os_sleep(next - now < SLEEP_NS ? next - now : SLEEP_NS);
#ifdef WEFT_PORTABLE
    weft_io_flush_if_old();
    if (os_interrupted()) weft_on_interrupt();
#endif
  }
  return end_program();
}

/* For hosts that tell a person why the program ended. */
static int32_t with_reason(int32_t status) {
  return setting(ENV_REASON, 0) ? status | (int32_t)(weft_global.why << REASON_SHIFT) : status;
}

#ifdef __wasm__
void weft_main(void) {
  int32_t status = entry_main();
  if (status >= 126 && !setting(ENV_ANY_STATUS, 0)) { /* a plain wasmtime refuses such a status */
    static char text[] = "exit status 000\n";
    text[12] = (char)('0' + status / 100), text[13] = (char)('0' + status / 10 % 10),
    text[14] = (char)('0' + status % 10);
    weft_io_stderr(text, sizeof text - 1);
    status = 1;
  }
  if (status) os_exit(with_reason(status));
}
#endif

/* Whoever ends the program from the middle of it first lets the other threads leave. */
void entry_exit(int32_t status) {
  weft_io_flush();
  idle_stop();
  /* acquire: what they did; we may be one of them ourselves */
  for (int i = 0; load_acquire(&weft_global.threads) > 1 && i < 500; i++) lock_pause();
  os_exit(with_reason(status));
}

void weft_on_interrupt(void) {
  if (add_acq_rel(&weft_global.interrupts, 1)) entry_exit(STATUS_INTERRUPTED);
  /* acquire: the record */
  if (load_acquire(&weft_global.main_task) && !load_acquire(&weft_global.main_done))
    task_abort(0, PTR(weft_global.main_task), ABORT_INTERRUPT);
}

void weft_on_stop(void) {
  if (scheduler_workers()) idle_stop();
}
