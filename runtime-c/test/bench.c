/* The concurrency figures (bench.py builds and runs it), with functions of the shape that the compiler emits: direct
 * calls with a budget, one entry test, frames written on suspension only. BENCH names a workload, N says how many. */
#include "program.c"
#include "machine.h"
#include "../arena.h"
#include "../gate.h"
#include "../io.h"
#include "../os.h"

static int64_t N = 1000000;
static uint64_t started;

static void say(const char *what, int64_t ns, int64_t n) {
  char out[160];
  uint32_t at = 0;
  const char *pieces[] = {what, ": ", 0, " us, ", 0, " ns each (", 0, ")\n"};
  int64_t numbers[] = {ns / 1000, n ? ns / n : 0, n};
  for (uint32_t i = 0, k = 0; i < 8; i++) {
    if (pieces[i]) {
      for (const char *p = pieces[i]; *p; p++) out[at++] = *p;
    } else {
      char digits[20];
      uint32_t d = 0;
      uint64_t v = (uint64_t)numbers[k++];
      do digits[d++] = (char)('0' + v % 10); while (v /= 10);
      while (d) out[at++] = digits[--d];
    }
  }
  weft_io_stderr(out, at);
}

/* --- skynet: each node spawns ten, joins and sums ----------------------------------------------------------------- */
typedef struct SkyFrame { uint32_t desc, handles[10]; uint32_t i; int64_t num, size, sum; } SkyFrame;
static MachineDesc sky_entry, sky_join;

static int64_t skynet(int32_t budget, int64_t num, int64_t size) {
  Worker *w = W;
  uint32_t h[10], place = 0, i = 0;
  int64_t sum = 0;
  if (UNLIKELY(budget < (int32_t)load_relaxed(&w->attention))) {
    if (budget == -1) {
      place = w->sp;
      SkyFrame *f = PTR(place);
      num = f->num, size = f->size;
      budget = w->budget;
      if (AT(FrameDesc, f->desc)->pt == 1) {
        sum = f->sum, i = f->i;
        for (int k = 0; k < 10; k++) h[k] = f->handles[k];
        goto resume;
      }
    } else {
      SkyFrame *f = PTR(w->scratch);
      *f = (SkyFrame){.desc = REF(&sky_entry), .num = num, .size = size};
      w->scratch += sizeof(SkyFrame);
      weft_set_status(STATUS_SUSPENDING);
      return 0;
    }
  }
  if (size == 1) return num;
  for (int k = 0; k < 10; k++) {
    w->where = 0;
    uint32_t at = weft_spawn_frame(&sky_entry.desc);
    SkyFrame *f = PTR(at);
    f->num = num + k * (size / 10);
    f->size = size / 10;
    h[k] = weft_spawn_commit(at, SLOT_INT, 0, REF(&task_type));
  }
  for (; i < 10; i++) {
    w->left = budget - 200;
    weft_task_join(h[i], -1);
  resume:
    if (weft_status() != STATUS_RUNNING) {
      if (weft_status() == STATUS_SUSPENDING) {
        if (!place) {
          place = w->scratch;
          w->scratch += sizeof(SkyFrame);
        }
        SkyFrame *f = PTR(place);
        *f = (SkyFrame){.desc = REF(&sky_join), .i = i, .num = num, .size = size, .sum = sum};
        for (int k = 0; k < 10; k++) f->handles[k] = h[k];
      }
      return 0;
    }
    sum += (int64_t)w->result;
  }
  return sum;
}
static void sky_thunk(void) { W->result = (uint64_t)skynet(-1, 0, 0); }

/* --- mains -------------------------------------------------------------------------------------------------------- */
FUNC(main_skynet, { ref h; uint32_t pad2; }) {
  ENTER(main_skynet);
  started = os_now();
  uint32_t at = weft_spawn_frame(&sky_entry.desc);
  AT(SkyFrame, at)->num = 0;
  AT(SkyFrame, at)->size = N;
  l.h = weft_spawn_commit(at, SLOT_INT, 0, REF(&task_type));
  W->left = -1;
  CALL(1, weft_task_join(l.h, -1));
  if ((int64_t)W->result != N * (N - 1) / 2) weft_io_stderr("wrong sum\n", 10);
  say("skynet", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(pong, { ref a, b; }) {
  ENTER(pong);
  for (;;) {
    CALL(1, weft_channel_recv(l.a, SLOT_INT, -1));
    if (RAISED) {
      weft_catch();
      RETURN(0);
    }
    CALL(2, weft_channel_send(l.b, W->result, 0, -1));
  }
  LEAVE_LABEL
}
FUNC(ping, { ref a, b; int64_t i; }) {
  ENTER(ping);
  for (l.i = 0; l.i < N; l.i++) {
    CALL(1, weft_channel_send(l.a, 1, 0, -1));
    CALL(2, weft_channel_recv(l.b, SLOT_INT, -1));
  }
  weft_channel_close(l.a);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_pingpong, { ref a, b, p, q; }) {
  ENTER(main_pingpong);
  started = os_now();
  l.a = weft_channel_new(0, SLOT_INT, REF(&channel_type));
  l.b = weft_channel_new(0, SLOT_INT, REF(&channel_type));
  l.q = SPAWN(pong, SLOT_NONE, (f->v.a = l.a, f->v.b = l.b));
  l.p = SPAWN(ping, SLOT_NONE, (f->v.a = l.a, f->v.b = l.b));
  CALL(1, weft_task_join(l.p, -1));
  say("pingpong", (int64_t)(os_now() - started), N);
  CALL(2, weft_task_join(l.q, -1));
  RETURN(0);
  LEAVE_LABEL
}

FUNC(producer, { ref ch; uint32_t pad2; int64_t i; }) {
  ENTER(producer);
  for (l.i = 0; l.i < N; l.i++) {
    CALL(1, weft_channel_send(l.ch, (uint64_t)l.i, 0, -1));
    POLL(2);
  }
  weft_channel_close(l.ch);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_buffered, { ref ch, p; int64_t sum; }) {
  ENTER(main_buffered);
  started = os_now();
  l.ch = weft_channel_new(128, SLOT_INT, REF(&channel_type));
  l.p = SPAWN(producer, SLOT_NONE, f->v.ch = l.ch);
  l.sum = 0;
  for (;;) {
    CALL(1, weft_channel_next(l.ch, SLOT_INT));
    if (W->outcome == OUTCOME_CLOSED) break;
    l.sum += (int64_t)W->result;
    POLL(2);
  }
  if (l.sum != N * (N - 1) / 2) weft_io_stderr("wrong sum\n", 10);
  say("buffered", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(empty, { int64_t n; }) {
  ENTER(empty);
  RETURN(l.n);
  LEAVE_LABEL
}
static ref handles_list(int64_t n) { return weft_array_new((uint32_t)n * 4); }
/* An array of handles would not be scanned by itself: a list holds it. */
static ref list_new(int64_t n) {
  ref data = handles_list(n), list = weft_alloc(sizeof(List));
  *AT(List, list) = (List){REF(&list_ref_data), (uint32_t)n, data, (uint32_t)n};
  return list;
}
#define ITEM(list, i) (((ref *)(void *)AT(Array, AT(List, list)->data)->data)[i])

FUNC(main_spawn, { ref list, h; int64_t i, sum; }) {
  ENTER(main_spawn);
  started = os_now();
  l.list = list_new(N);
  for (l.i = 0; l.i < N; l.i++) {
    ref h = SPAWN(empty, SLOT_INT, f->v.n = 1);
    ITEM(l.list, l.i) = h;
    POLL(1);
  }
  say("spawned", (int64_t)(os_now() - started), N);
  for (l.i = 0; l.i < N; l.i++) {
    W->left = 100000;
    CALL(2, weft_task_join(ITEM(l.list, l.i), -1));
    l.sum += (int64_t)W->result;
    POLL(3);
  }
  if (l.sum != N) weft_io_stderr("wrong sum\n", 10);
  say("spawn and join", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(waiter, { ref ch; uint32_t pad2; }) {
  ENTER(waiter);
  CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));
  RETURN(W->result);
  LEAVE_LABEL
}
FUNC(main_parked, { ref list, ch; int64_t i; uint64_t before; }) {
  ENTER(main_parked);
  started = os_now();
  l.ch = weft_channel_new(0, SLOT_INT, REF(&channel_type));
  l.before = arena_in_use();
  l.list = list_new(N);
  for (l.i = 0; l.i < N; l.i++) {
    ref h = SPAWN(waiter, SLOT_INT, f->v.ch = l.ch);
    ITEM(l.list, l.i) = h;
    POLL(1);
  }
  CALL(2, weft_sleep(0.2));
  say("parked bytes * 1000", (int64_t)(arena_in_use() - l.before) * 1000 , N);
  for (l.i = 0; l.i < N; l.i++) {
    CALL(3, weft_channel_send(l.ch, 1, 0, -1));
    POLL(4);
  }
  for (l.i = 0; l.i < N; l.i++) {
    CALL(5, weft_task_join(ITEM(l.list, l.i), -1));
    POLL(6);
  }
  say("parked, woken, joined", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

/* One task takes and gives back a lock that nobody else wants; `shared`, but not wanted, with WEFT_WORKERS above 1. */
typedef struct Literal { uint32_t type, hash, len, width; char text[16]; } Literal;
static Literal mutex_label = {.len = 5, .width = 1, .text = "Mutex"},
               late = {.len = 12, .width = 1, .text = "was not free"};
#define NEW_MUTEX() weft_gate_new(1, 1, REF(&mutex_label), REF(&late), REF(&gate_type))
FUNC(main_mutex, { ref gate, h; int64_t i; }) {
  ENTER(main_mutex);
  l.gate = NEW_MUTEX();
  if (weft_global.cpus > 1) object_share(AT(Handle, l.gate)->object);
  started = os_now();
  for (l.i = 0; l.i < N; l.i++) {
    CALL(1, weft_gate_acquire(l.gate, 1, -1));
    weft_gate_release(l.gate, 1);
    POLL(2);
  }
  say("mutex, taken and given back", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

/* Eight want it all the time, and stay in it for some polls. */
FUNC(rival, { ref gate; uint32_t k; int64_t i; }) {
  ENTER(rival);
  for (l.i = 0; l.i < N / 8; l.i++) {
    CALL(1, weft_gate_acquire(l.gate, 1, -1));
    for (l.k = 0; l.k < 16; l.k++) {
      POLL(2);
    }
    weft_gate_release(l.gate, 1);
    POLL(3);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_rivals, { ref gate, list; int64_t i; }) {
  ENTER(main_rivals);
  l.gate = NEW_MUTEX();
  l.list = list_new(8);
  started = os_now();
  for (l.i = 0; l.i < 8; l.i++) {
    ref h = SPAWN(rival, SLOT_NONE, f->v.gate = frame.v.gate);
    ITEM(l.list, l.i) = h;
  }
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(ITEM(l.list, l.i), -1));
  }
  say("rivals for a mutex", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

/* Two that take turns by a gate's word. */
FUNC(partner, { ref gate; uint32_t me; int64_t left, seen; }) {
  ENTER(partner);
  for (; l.left; l.left--) {
    while ((l.seen = weft_gate_load(l.gate)) % 2 != l.me) {
      CALL(1, weft_gate_park_if(l.gate, l.seen, -1, -1));
    }
    weft_gate_add(l.gate, 1, 1);
    POLL(2);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_turns, { ref gate, a, b; uint32_t pad2; }) {
  ENTER(main_turns);
  l.gate = weft_gate_new(0, 0, REF(&mutex_label), REF(&late), REF(&gate_type));
  started = os_now();
  l.a = SPAWN(partner, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.me = 0, f->v.left = N));
  l.b = SPAWN(partner, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.me = 1, f->v.left = N));
  CALL(1, weft_task_join(l.a, -1));
  CALL(2, weft_task_join(l.b, -1));
  if (weft_gate_load(l.gate) != 2 * N) weft_io_stderr("wrong sum\n", 10);
  say("turns by a word", (int64_t)(os_now() - started), N);
  RETURN(0);
  LEAVE_LABEL
}

static int64_t number(const char *text) {
  int64_t n = 0;
  while (text && *text >= '0' && *text <= '9') n = n * 10 + *text++ - '0';
  return n;
}

void bench_start(void) {
  program_types();
  os_environment();
  const char *what = os_getenv("BENCH");
  if (os_getenv("N")) N = number(os_getenv("N"));
  sky_entry.desc =
      (FrameDesc){.size = sizeof(SkyFrame), .thunk = REF(sky_thunk), .pt = 0, .flags = FRAME_POLL};
  sky_join.desc =
      (FrameDesc){.size = sizeof(SkyFrame), .thunk = REF(sky_thunk), .pt = 1, .nslots = 10};
  for (int k = 0; k < 10; k++)
    sky_join.slots[k] = (uint16_t)((offsetof(SkyFrame, handles) / 4 + (uint32_t)k) << 3 | SLOT_REF);
  DEFINE(main_skynet, 1, 0, REF_SLOT(main_skynet, h));
  DEFINE(pong, 1, 1, REF_SLOT(pong, a), REF_SLOT(pong, b));
  DEFINE(ping, 1, 0, REF_SLOT(ping, a), REF_SLOT(ping, b));
  DEFINE(main_pingpong, 1, 0, REF_SLOT(main_pingpong, a), REF_SLOT(main_pingpong, b), REF_SLOT(main_pingpong, p),
         REF_SLOT(main_pingpong, q));
  DEFINE(producer, 4, 0, REF_SLOT(producer, ch));
  DEFINE(main_buffered, 4, 0, REF_SLOT(main_buffered, ch), REF_SLOT(main_buffered, p));
  machine_define(empty_descs, sizeof(empty_frame), empty, 1, 0, 0, 0, 0);
  DEFINE(main_spawn, 10, 0, REF_SLOT(main_spawn, list), REF_SLOT(main_spawn, h));
  DEFINE(waiter, 0, 0, REF_SLOT(waiter, ch));
  DEFINE(main_parked, 0x52, 0, REF_SLOT(main_parked, list), REF_SLOT(main_parked, ch));
  DEFINE(main_mutex, 4, 0, REF_SLOT(main_mutex, gate));
  DEFINE(rival, 0xc, 0, REF_SLOT(rival, gate));
  DEFINE(partner, 4, 0, REF_SLOT(partner, gate));
  DEFINE(main_turns, 0, 0, REF_SLOT(main_turns, gate), REF_SLOT(main_turns, a), REF_SLOT(main_turns, b));
  DEFINE(main_rivals, 0, 0, REF_SLOT(main_rivals, gate), REF_SLOT(main_rivals, list));
  static const struct { const char *name; MachineDesc *main; } workloads[] = {
      {"skynet", main_skynet_descs}, {"pingpong", main_pingpong_descs}, {"spawn", main_spawn_descs},
      {"parked", main_parked_descs}, {"buffered", main_buffered_descs}, {"mutex", main_mutex_descs},
      {"rivals", main_rivals_descs}, {"turns", main_turns_descs}};
  for (uint32_t i = 0; i < COUNT(workloads); i++) {
    const char *a = workloads[i].name, *b = what ? what : "skynet";
    while (*a && *a == *b) a++, b++;
    if (*a == *b) program_program.main_desc = REF(&workloads[i].main[0].desc);
  }
}

#ifndef __wasm__
int main(void) {
  bench_start();
  return entry_main();
}
#else
void weft_real_main(void);
void weft_main(void) {
  bench_start();
  weft_real_main();
}
#endif
