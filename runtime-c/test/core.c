/* Tests of the scheduler, the heap and everything that waits, on emulated compiled functions (machine.h).
 * TEST names one; it prints "ok" or what is wrong. Workers, stress and seed come from the runtime's own settings. */
#include "program.h"
#include "machine.h"
#include "../channel.h"
#include "../exc.h"
#include "../freeze.h"
#include "../os.h"
#include <pthread.h>

static int64_t N = 2000, sent, received, sum_sent, sum_received, cleaned, finished;
static const char *wrong;
#define ADD(counter, n) (void)__atomic_fetch_add(&(counter), n, __ATOMIC_RELAXED)
#define GET(counter) __atomic_load_n(&(counter), __ATOMIC_RELAXED)
#define CHECK(x) do { if (!(x)) { wrong = #x; fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #x); } } while (0)
#define NEW_CHANNEL(capacity, elem) weft_channel_new(capacity, elem, REF(&channel_type))
#define AT_LIST(list, i) (((ref *)(void *)AT(Array, AT(List, list)->data)->data)[i])
static uint32_t rnd(void) { return (uint32_t)(core_random(PTR(weft_worker())) >> 33); }
static ref list_new(int64_t n) {
  ref data = weft_array_new((uint32_t)n * 4), list = weft_alloc(sizeof(List));
  *AT(List, list) = (List){REF(&list_ref_data), (uint32_t)n, data, (uint32_t)n};
  return list;
}
typedef struct Node { uint32_t type, aux; ref left, right; int64_t value; } Node;
static ref node_new(ref left, ref right, int64_t value) {
  ref r = weft_alloc(sizeof(Node));
  if (r) *AT(Node, r) = (Node){REF(&node_data), 0, left, right, value};
  return r;
}
static int raised_is(const char *name) { return RAISED && !strcmp(PTR(AT(Type, AT(Exc, W->exc)->type)->name), name); }

/* --- storm: every task spawns ten more, half are joined, half dropped ----------------------------------------------------- */
FUNC(storm, { ref h, list; int64_t depth, i, sum; }) {
  ENTER(storm);
  ADD(finished, 1);
  if (!l.depth) RETURN(1);
  l.list = list_new(10);
  for (l.i = 0; l.i < 10; l.i++) {
    ref h = SPAWN(storm, SLOT_INT, f->v.depth = frame.v.depth - 1);
    if (l.i & 1) AT_LIST(l.list, l.i) = h;
    POLL(1);
  }
  for (l.i = 1; l.i < 10; l.i += 2) {
    W->left = rnd() & 1 ? 100000 : 1000;
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
    l.sum += (int64_t)W->result;
    POLL(3);
  }
  RETURN(l.sum + 1);
  LEAVE_LABEL
}
FUNC(main_storm, { ref h; uint32_t pad2; int64_t sum; }) {
  ENTER(main_storm);
  l.h = SPAWN(storm, SLOT_INT, f->v.depth = 3);
  CALL(1, weft_task_join(l.h, -1));
  l.sum = (int64_t)W->result;
  CHECK(l.sum == 1 + 5 + 25 + 125);
  while (GET(finished) < 1111) {
    CALL(2, weft_yield());
  }
  CHECK(GET(finished) == 1111);
  RETURN(0);
  LEAVE_LABEL
}

/* --- steal: long computations, spread over the workers by the ticker ------------------------------------------------------- */
FUNC(compute, { int64_t n, i, x; }) {
  ENTER(compute);
  for (l.i = 0; l.i < l.n; l.i++) {
    l.x = (int64_t)((uint64_t)l.x * 6364136223846793005u + 1442695040888963407u);
    POLL(1);
  }
  RETURN(l.x);
  LEAVE_LABEL
}
FUNC(main_steal, { ref list; uint32_t pad2; int64_t i, x; }) {
  ENTER(main_steal);
  l.list = list_new(16);
  for (l.i = 0; l.i < 16; l.i++) AT_LIST(l.list, l.i) = SPAWN(compute, SLOT_INT, (f->v.n = N * 20, f->v.x = 0));
  for (l.i = 0; l.i < 16; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
    if (!l.i) l.x = (int64_t)W->result;
    CHECK(l.x == (int64_t)W->result);
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- channels: every value sent is received once ------------------------------------------------------------------------------ */
FUNC(sender, { ref ch, done; int64_t from, i; }) {
  ENTER(sender);
  for (l.i = 0; l.i < N / 4; l.i++) {
    CALL(1, weft_channel_send(l.ch, (uint64_t)(l.from + l.i), 0, -1));
    ADD(sum_sent, l.from + l.i);
    if (rnd() % 64 == 0) {
      CALL(2, weft_yield());
    }
  }
  CALL(3, weft_channel_send(l.done, 1, 0, -1));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(receiver, { ref ch; uint32_t pad2; int64_t count; }) {
  ENTER(receiver);
  for (;;) {
    CALL(1, weft_channel_next(l.ch));
    if (W->outcome == OUTCOME_CLOSED) break;
    ADD(sum_received, (int64_t)W->result);
    l.count++;
    POLL(2);
  }
  RETURN(l.count);
  LEAVE_LABEL
}
FUNC(main_channels, { ref ch, done, list; uint32_t round; int64_t i, count, capacity; }) {
  ENTER(main_channels);
  for (l.round = 0; l.round < 4; l.round++) {
    static const int64_t capacities[] = {0, 1, 7, -1};
    l.ch = NEW_CHANNEL(capacities[l.round], SLOT_INT);
    l.done = NEW_CHANNEL(-1, SLOT_INT);
    l.list = list_new(8);
    sum_sent = sum_received = 0;
    for (l.i = 0; l.i < 8; l.i++) {
      ref h = l.i < 4 ? SPAWN(sender, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.done = frame.v.done, f->v.from = frame.v.i * 1000000))
                      : SPAWN(receiver, SLOT_INT, f->v.ch = frame.v.ch);
      AT_LIST(l.list, l.i) = h;
    }
    for (l.i = 0; l.i < 4; l.i++) {
      CALL(1, weft_channel_recv(l.done, -1));
    }
    weft_channel_close(l.ch);
    for (l.i = 4, l.count = 0; l.i < 8; l.i++) {
      CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
      l.count += (int64_t)W->result;
    }
    CHECK(l.count == N / 4 * 4);
    CHECK(GET(sum_sent) == GET(sum_received));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- select: tokens wander among eight channels; none is lost, none doubled ------------------------------------------------- */
FUNC(wanderer, { ref ch[8]; int64_t token, hops; uint32_t a, b; int64_t value; }) {
  ENTER(wanderer);
  for (; l.hops; l.hops--) {
    l.a = rnd() % 8, l.b = rnd() % 8;
    weft_select_begin();
    if (l.token >= 0) { /* sends it on, or takes another one in its stead and keeps both in turn */
      weft_select_send(l.ch[l.a], (uint64_t)l.token, 0);
      weft_select_send(l.ch[l.b], (uint64_t)l.token, 0);
      weft_select_send(l.ch[(l.b + 1) % 8], (uint64_t)l.token, 0);
    } else {
      weft_select_recv(l.ch[l.a]);
      weft_select_recv(l.ch[l.b]);
      weft_select_recv(l.ch[(l.b + 3) % 8]);
    }
    CALL(1, weft_select_wait(rnd() % 4 ? 0.0005 : 0.0, (int)(rnd() % 8 == 0)));
    if (RAISED) LEAVE;
    if (W->outcome == OUTCOME_VALUE) {
      ADD(sent, l.token >= 0);
      ADD(received, l.token < 0);
      l.token = l.token >= 0 ? -1 : (int64_t)W->result;
    }
  }
  if (l.token >= 0) ADD(sum_received, l.token), ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_select, { ref ch[8]; ref list; uint32_t pad2; int64_t i, left; }) {
  ENTER(main_select);
  for (l.i = 0; l.i < 8; l.i++) l.ch[l.i] = NEW_CHANNEL(l.i % 3, SLOT_INT);
  l.list = list_new(24);
  for (l.i = 0; l.i < 24; l.i++) {
    AT_LIST(l.list, l.i) = SPAWN(wanderer, SLOT_NONE, (memcpy(f->v.ch, frame.v.ch, sizeof f->v.ch), f->v.token = frame.v.i & 1 ? frame.v.i : -1, f->v.hops = N / 8));
    if (l.i & 1) sum_sent += l.i;
  }
  for (l.i = 0; l.i < 24; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  for (l.i = 0; l.i < 8; l.i++) { /* what is still in the buffers */
    while (weft_channel_len(l.ch[l.i])) {
      CALL(2, weft_channel_recv(l.ch[l.i], -1));
      ADD(sum_received, (int64_t)W->result);
      ADD(received, 1);
      ADD(finished, 1);
    }
  }
  CHECK(GET(finished) == 12);
  CHECK(GET(sum_sent) == GET(sum_received));
  CHECK(GET(sent) == GET(received));
  RETURN(0);
  LEAVE_LABEL
}

/* --- timeouts and aborts racing with delivery: what was sent was received ------------------------------------------------------ */
FUNC(hasty_sender, { ref ch; uint32_t pad2; int64_t i; }) {
  ENTER(hasty_sender);
  for (l.i = 0; l.i < N / 4; l.i++) {
    CALL(1, weft_channel_send(l.ch, (uint64_t)l.i, 0, (rnd() % 3) * 0.0001));
    if (RAISED) {
      int timeout = raised_is("TimeoutError");
      CHECK(timeout || raised_is("weft_Cancelled") || raised_is("weft_Closed"));
      if (raised_is("weft_Closed")) {
        weft_catch();
        break;
      }
      weft_catch();
    } else {
      ADD(sent, 1);
      ADD(sum_sent, l.i);
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(hasty_receiver, { ref ch; uint32_t pad2; int64_t i; }) {
  ENTER(hasty_receiver);
  while (!GET(finished)) {
    CALL(1, weft_channel_recv(l.ch, (rnd() % 3) * 0.0001));
    if (RAISED) {
      int closed = raised_is("weft_Closed");
      weft_catch();
      if (closed) break;
    } else {
      ADD(received, 1);
      ADD(sum_received, (int64_t)W->result);
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_hasty, { ref ch, list, late; uint32_t close; int64_t i, k; }) {
  ENTER(main_hasty);
  l.close = getenv("CLOSE") != 0;
  l.ch = NEW_CHANNEL(rnd() % 3, SLOT_INT);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) = l.i < 4 ? SPAWN(hasty_sender, SLOT_NONE, f->v.ch = frame.v.ch) : SPAWN(hasty_receiver, SLOT_NONE, f->v.ch = frame.v.ch);
  for (l.k = 0; l.k < N / 10; l.k++) { /* aborts rain on them; they survive each */
    weft_task_abort(AT_LIST(l.list, rnd() % 8));
    if (rnd() % 4 == 0) {
      CALL(1, weft_sleep(0.00005));
    }
    if (l.close && l.k == N / 20) weft_channel_close(l.ch);
  }
  for (l.i = 0; l.i < 8; l.i++) {
    if (l.i == 4) ADD(finished, 1);
    CALL(2, weft_task_outcome(AT_LIST(l.list, l.i), -1)); /* an abort before its start is an outcome too */
  }
  while (weft_channel_len(l.ch)) {
    CALL(3, weft_channel_recv(l.ch, -1));
    ADD(received, 1);
    ADD(sum_received, (int64_t)W->result);
  }
  CHECK(GET(sent) == GET(received));
  CHECK(GET(sum_sent) == GET(sum_received));
  RETURN(0);
  LEAVE_LABEL
}

/* --- shutdown ------------------------------------------------------------------------------------------------------------------- */
FUNC(parked_forever, { ref ch; uint32_t pad2; }) {
  ENTER(parked_forever);
  ADD(finished, 1);
  CALL(1, weft_channel_recv(l.ch, -1));
  CHECK(raised_is("weft_Cancelled"));
  l.pad2 = weft_catch();
  CALL(2, weft_sleep(0.001)); /* cleanup may block */
  ADD(cleaned, 1);
  weft_raise(&program_type_weft_Cancelled.type, "");
  LEAVE_LABEL
}
FUNC(spin_forever, { int64_t n; }) {
  ENTER(spin_forever);
  ADD(finished, 1);
  for (;;) {
    l.n++;
    POLL(1);
  }
  LEAVE_LABEL
}
FUNC(main_shutdown, { ref ch; uint32_t how; int64_t i; }) {
  ENTER(main_shutdown);
  l.how = (uint32_t)atoi(getenv("HOW") ? getenv("HOW") : "0");
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  for (l.i = 0; l.i < 10; l.i++) SPAWN(parked_forever, SLOT_NONE, f->v.ch = frame.v.ch);
  if (l.how == 1) for (l.i = 0; l.i < 3; l.i++) SPAWN(spin_forever, SLOT_NONE, (void)f);
  while (GET(finished) < (l.how == 1 ? 13 : 10)) {
    CALL(1, weft_sleep(0.0005));
  }
  if (l.how == 1) {
    ref text = weft_text("3"), args = weft_alloc(16);
    static struct { Type type; uint16_t slots[1]; } tuple = {{.kind = T_FIXED, .size = 16, .nslots = 1}, {(8 / 4) << 3 | SLOT_INT}};
    AT(Obj, args)->type = REF(&tuple);
    *AT(int64_t, args + 8) = 3;
    ref e = exc_new(&program_type_SystemExit.type, text);
    AT(Exc, e)->args = args;
    weft_raise_ref(e);
  } else if (l.how == 2) {
    weft_raise(&program_type_ValueError.type, "main has failed");
  }
  LEAVE_LABEL
}

/* --- deadlock, failure -------------------------------------------------------------------------------------------------------- */
FUNC(waiter_of, { ref ch; uint32_t pad2; }) {
  ENTER(waiter_of);
  CALL(1, weft_channel_recv(l.ch, -1));
  RETURN(W->result);
  LEAVE_LABEL
}
FUNC(main_deadlock, { ref ch, h; int64_t i; }) {
  ENTER(main_deadlock);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  l.h = SPAWN(waiter_of, SLOT_NONE, f->v.ch = frame.v.ch);
  CALL(1, weft_task_join(l.h, -1));
  LEAVE_LABEL
}

FUNC(failing, { int64_t n; }) {
  ENTER(failing);
  weft_raise(&program_type_ValueError.type, "it failed");
  LEAVE_LABEL
}
FUNC(main_failure, { ref h; uint32_t pad2; }) {
  ENTER(main_failure);
  SPAWN(failing, SLOT_NONE, (void)f); /* nobody joins it: reported, status 1 */
  l.h = SPAWN(failing, SLOT_NONE, (void)f);
  CALL(1, weft_task_join(l.h, -1));
  CHECK(raised_is("ValueError"));
  l.pad2 = weft_catch();
  CALL(2, weft_task_join(l.h, -1)); /* the same exception again */
  CHECK(RAISED && W->exc == l.pad2);
  weft_catch();
  CALL(3, weft_task_outcome(l.h, -1));
  CHECK(W->outcome == OUTCOME_ERROR && (ref)W->result == l.pad2);
  RETURN(0);
  LEAVE_LABEL
}

/* --- recursion: a function that calls itself, as the compiler emits it ------------------------------------------------------ */
typedef struct DeepFrame { uint32_t desc, pad; int64_t n, seed; } DeepFrame;
static MachineDesc deep_entry, deep_call;
static int64_t deep(int32_t budget, int64_t n, int64_t seed) {
  Worker *w = W;
  int64_t r;
#ifdef WEFT_PORTABLE
  int cold = budget < 0;
#else
  int cold = budget < (int32_t)load_relaxed(&w->attention);
#endif
  if (UNLIKELY(cold)) {
    if (budget == -1) {
      DeepFrame *f = PTR(w->sp);
      w->sp += sizeof(DeepFrame);
      n = f->n, seed = f->seed, budget = w->budget;
      if (AT(FrameDesc, f->desc)->pt == 1) {
        r = (int64_t)w->result;
        goto resumed;
      }
    } else {
      *AT(DeepFrame, w->scratch) = (DeepFrame){REF(&deep_entry), 0, n, seed};
      w->scratch += sizeof(DeepFrame);
      weft_set_status(STATUS_SUSPENDING);
      return 0;
    }
  }
  if (!n) return seed;
  r = deep(budget - 200, n - 1, seed + n % 7);
resumed:
  if (weft_status() == STATUS_SUSPENDING) {
    *AT(DeepFrame, w->scratch) = (DeepFrame){REF(&deep_call), 0, n, seed};
    w->scratch += sizeof(DeepFrame);
    return 0;
  }
  if (RAISED) {
    weft_traceback(0);
    return 0;
  }
  return r + (n & 1);
}
static void deep_thunk(uint32_t func) {
  int64_t r = ((int64_t (*)(int32_t, int64_t, int64_t))PTR(func))(-1, 0, 0);
  W->result = (uint64_t)r;
}
static ref deep_spawn(int64_t n) {
  uint32_t at = weft_spawn_frame(&deep_entry.desc);
  AT(DeepFrame, at)->n = n;
  AT(DeepFrame, at)->seed = 0;
  return weft_spawn_commit(at, SLOT_INT, 0, REF(&task_type));
}
FUNC(main_deep, { ref h, g; int64_t n; }) {
  ENTER(main_deep);
  l.n = N * 50;
  l.h = deep_spawn(l.n);
  l.g = deep_spawn(l.n / 3);
  CALL(1, weft_task_join(l.h, -1));
  {
    int64_t expected = 0;
    for (int64_t i = 1; i <= l.n; i++) expected += i % 7 + (i & 1);
    CHECK((int64_t)W->result == expected);
  }
  CALL(2, weft_task_join(l.g, -1));
  CHECK(!RAISED);
  l.h = deep_spawn((int64_t)weft_global.max_stack / 24 + 10000);
  CALL(3, weft_task_join(l.h, -1));
  CHECK(raised_is("RecursionError"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

/* --- the heap ------------------------------------------------------------------------------------------------------------------ */
FUNC(grower, { ref list, tree, text, h; int64_t n, i; }) { /* a list, garbage, text; verified after every so many collections */
  ENTER(grower);
  l.text = weft_text("caf\xc3\xa9");
  for (l.i = 0; l.i < l.n; l.i++) {
    ref node = node_new(l.list, l.text, l.i);
    l.list = node;
    node_new(node, node, -1);
    weft_array_new(64 + rnd() % 2000);
    if (l.i % 512 == 0) weft_array_new(40000);
    POLL(1);
  }
  {
    int64_t count = 0;
    for (ref r = l.list; r; r = AT(Node, r)->left, count++) {
      CHECK(AT(Node, r)->value == l.n - 1 - count);
      CHECK(AT(Node, r)->right == l.text);
    }
    CHECK(count == l.n);
    CHECK(AT(Str, l.text)->len == 4 && AT(Str, l.text)->data[3] == 0xe9);
  }
  RETURN(l.list);
  LEAVE_LABEL
}
FUNC(main_gc, { ref list, h; int64_t i; }) {
  ENTER(main_gc);
  l.list = list_new(4);
  for (l.i = 0; l.i < 4; l.i++) AT_LIST(l.list, l.i) = SPAWN(grower, SLOT_REF, f->v.n = N / (weft_global.stress ? 8 : 1));
  for (l.i = 0; l.i < 4; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
    int64_t count = 0;
    for (ref r = (ref)W->result; r; r = AT(Node, r)->left) count++;
    CHECK(count == N / (weft_global.stress ? 8 : 1));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- messages: sharing and cycles stay, a million long is no recursion -------------------------------------------------------- */
FUNC(echo, { ref in, out; }) {
  ENTER(echo);
  for (;;) {
    CALL(1, weft_channel_next(l.in));
    if (W->outcome == OUTCOME_CLOSED) break;
    CALL(2, weft_channel_send(l.out, W->result, 0, -1));
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_messages, { ref in, out, a, h; int64_t i; }) {
  ENTER(main_messages);
  l.in = NEW_CHANNEL(1, SLOT_REF);
  l.out = NEW_CHANNEL(0, SLOT_REF);
  l.h = SPAWN(echo, SLOT_NONE, (f->v.in = frame.v.in, f->v.out = frame.v.out));
  for (l.i = 0; l.i < 50; l.i++) {
    l.a = node_new(0, 0, 7);
    ref b = node_new(l.a, l.a, 8);
    AT(Node, l.a)->left = b;
    AT(Node, l.a)->right = b;
    CALL(1, weft_channel_send(l.in, l.a, 0, -1));
    CHECK(AT(Obj, l.a)->type == REF(&node_data) && AT(Node, AT(Node, l.a)->left)->left == l.a); /* the original is as it was */
    CALL(2, weft_channel_recv(l.out, -1));
    ref r = (ref)W->result;
    CHECK(r != l.a);
    CHECK(AT(Node, r)->value == 7 && AT(Node, r)->left == AT(Node, r)->right);
    CHECK(AT(Node, AT(Node, r)->left)->left == r && AT(Node, AT(Node, r)->left)->value == 8);
  }
  {
    ref r = 0;
    for (int64_t i = 0; i < N * 20; i++) r = node_new(r, 0, i);
    l.a = r;
  }
  CALL(3, weft_channel_send(l.in, l.a, 0, -1));
  CALL(4, weft_channel_recv(l.out, -1));
  {
    int64_t count = 0;
    for (ref r = (ref)W->result; r; r = AT(Node, r)->left) count++;
    CHECK(count == N * 20);
  }
  l.a = list_new(3); /* handles inside, and a large array */
  AT_LIST(l.a, 0) = l.in;
  AT_LIST(l.a, 1) = list_new(20000);
  AT_LIST(AT_LIST(l.a, 1), 19999) = l.a;
  AT_LIST(l.a, 2) = l.in;
  CALL(5, weft_channel_send(l.in, l.a, 0, -1));
  CALL(6, weft_channel_recv(l.out, -1));
  {
    ref r = (ref)W->result;
    CHECK(AT_LIST(r, 0) == AT_LIST(r, 2) && weft_same_object(AT_LIST(r, 0), l.in));
    CHECK(AT_LIST(AT_LIST(r, 1), 19999) == r);
  }
  weft_channel_close(l.in);
  CALL(7, weft_task_join(l.h, -1));
  RETURN(0);
  LEAVE_LABEL
}

/* --- results: moved to the only handle, copied to others ------------------------------------------------------------------------ */
FUNC(make_list, { int64_t n; }) {
  ENTER(make_list);
  CALL(1, weft_yield());
  {
    ref r = 0;
    for (int64_t i = 0; i < l.n; i++) r = node_new(r, 0, i);
    RETURN(r);
  }
  LEAVE_LABEL
}
FUNC(join_one, { ref h; uint32_t pad2; ref first; uint32_t pad3; }) {
  ENTER(join_one);
  CALL(1, weft_task_join(l.h, -1));
  l.first = (ref)W->result;
  CALL(2, weft_task_join(l.h, 1.0));
  CHECK((ref)W->result == l.first);
  {
    int64_t count = 0;
    for (ref r = l.first; r; r = AT(Node, r)->left) count++;
    RETURN(count);
  }
  LEAVE_LABEL
}
FUNC(main_results, { ref h, list, first; uint32_t pad2; int64_t i; }) {
  ENTER(main_results);
  l.h = SPAWN(make_list, SLOT_REF, f->v.n = N);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++) AT_LIST(l.list, l.i) = SPAWN(join_one, SLOT_INT, f->v.h = frame.v.h);
  CALL(1, weft_task_join(l.h, -1));
  l.first = (ref)W->result;
  CALL(2, weft_task_join(l.h, -1));
  CHECK((ref)W->result == l.first);
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK((int64_t)W->result == N);
  }
  l.h = weft_task_current(REF(&task_type));
  CALL(4, weft_task_join(l.h, -1));
  CHECK(raised_is("RuntimeError"));
  weft_catch();
  l.h = SPAWN(parked_forever, SLOT_NONE, f->v.ch = NEW_CHANNEL(0, SLOT_INT));
  CALL(5, weft_task_join(l.h, 0.01));
  CHECK(raised_is("TimeoutError"));
  weft_catch();
  weft_task_abort(l.h);
  CALL(6, weft_task_join(l.h, -1));
  CHECK(raised_is("weft_Aborted"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

/* --- no memory: raised in the task that wants it, and it goes on ----------------------------------------------------------------- */
FUNC(hoarder, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(hoarder);
  for (l.i = 0;; l.i++) {
    ref big = weft_array_new(1 << 20);
    if (!big) break;
    l.list = node_new(l.list, big, l.i);
    if (!l.list) break;
    POLL(1);
  }
  CHECK(raised_is("MemoryError"));
  weft_catch();
  RETURN(l.i);
  LEAVE_LABEL
}
FUNC(main_memory, { ref h; uint32_t pad2; }) {
  ENTER(main_memory);
  arena_limit(200 << 20);
  l.h = SPAWN(hoarder, SLOT_INT, (void)f);
  CALL(1, weft_task_join(l.h, -1));
  CHECK((int64_t)W->result > 50);
  l.h = SPAWN(hoarder, SLOT_INT, (void)f);
  CALL(2, weft_task_join(l.h, -1));
  CHECK((int64_t)W->result > 50); /* the first one's memory has come back */
  RETURN(0);
  LEAVE_LABEL
}

/* --- Ctrl-C ------------------------------------------------------------------------------------------------------------------------- */
static void *press(void *unused) {
  (void)unused;
  os_sleep(20000000);
  weft_on_interrupt();
  return 0;
}
FUNC(main_interrupt, { ref ch; uint32_t how; int64_t n; }) {
  ENTER(main_interrupt);
  pthread_t thread;
  pthread_create(&thread, 0, press, 0);
  pthread_detach(thread);
  l.how = (uint32_t)atoi(getenv("HOW") ? getenv("HOW") : "0");
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  if (l.how == 0) {
    CALL(1, weft_sleep(100));
  } else {
    for (;;) {
      l.n++;
      if (weft_status() == STATUS_RAISING) break;
      if (ATTENTION) {
        weft_set_status(STATUS_SUSPENDING);
        SAVE(2);
      }
      /* fallthrough */
    case 2:;
    }
  }
  CHECK(raised_is("KeyboardInterrupt"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

/* --- frozen globals: read by all where they are, while everything else moves ------------------------------------------------------ */
typedef struct Globals { ref table, own; } Globals; /* the table is frozen */
static ProgramType frozen_type = {{.kind = T_FIXED, .size = sizeof(Globals), .nslots = 1}, {0 << 3 | SLOT_REF}};
static ProgramType own_type = {{.kind = T_FIXED, .size = sizeof(Globals), .nslots = 1}, {1 << 3 | SLOT_REF}};
static ProgramType no_type = {{.kind = T_FIXED, .size = sizeof(Globals)}, {0}};
#define GLOBALS AT(Globals, W->globals)
#define FROZEN_ITEMS 5000 /* a large object */
static ref the_table;

FUNC(reader, { ref table, ch, mine; uint32_t deep; int64_t n, i; }) {
  ENTER(reader);
  CHECK(l.table == the_table && GLOBALS->table == the_table);
  CHECK(l.deep ? GLOBALS->own && GLOBALS->own != the_table && AT(Node, GLOBALS->own)->left == AT_LIST(the_table, 3) : !GLOBALS->own);
  for (l.i = 0; l.i < l.n; l.i++) {
    ref item = AT_LIST(l.table, l.i % FROZEN_ITEMS);
    Str *text = PTR(AT(Node, item)->left);
    CHECK(AT(Node, item)->value == l.i % FROZEN_ITEMS && is_frozen(item));
    if (!load_relaxed(&text->hash)) store_relaxed(&text->hash, text->len * 7); /* as str.c does */
    CHECK(load_relaxed(&text->hash) == text->len * 7);
    l.mine = node_new(l.i % 100 ? l.mine : 0, item, l.i);
    weft_array_new(64 + rnd() % 2000);
    if (l.i % 64 == 0) {
      CALL(1, weft_channel_send(l.ch, l.mine, 0, -1));
    }
    POLL(2);
  }
  CHECK(GLOBALS->table == the_table);
  {
    ref item = AT_LIST(l.table, l.n % FROZEN_ITEMS);
    RETURN(item);
  }
  LEAVE_LABEL
}
static ref spawn_reader(ref table, ref ch, int deep) {
  uint32_t at = weft_spawn_frame(&reader_descs[0].desc);
  reader_frame *f = PTR(at);
  memset(&f->v, 0, sizeof f->v);
  f->v.table = table, f->v.ch = ch, f->v.deep = (uint32_t)deep, f->v.n = N;
  return weft_spawn_commit(at, SLOT_REF, deep ? REF(&own_type) : REF(&no_type), REF(&task_type));
}
FUNC(main_frozen, { ref ch, list, item, moving; uint32_t count, pad2; int64_t i; }) {
  ENTER(main_frozen);
  l.list = list_new(FROZEN_ITEMS);
  GLOBALS->table = l.list;
  for (l.i = 0; l.i < FROZEN_ITEMS; l.i++) { /* with garbage, and with what stays main's, in the same blocks */
    ref text = weft_text("caf\xc3\xa9");
    AT_LIST(GLOBALS->table, l.i) = node_new(text, l.i ? AT_LIST(GLOBALS->table, l.i - 1) : 0, l.i);
    if (l.i % 3 == 0) weft_array_new(40);
    if (l.i % 16 == 0) l.moving = node_new(l.moving, 0, l.i);
    if (l.i % 1000 == 0) weft_array_new(30000);
    if (l.i % 64 == 0) {
      POLL(1);
    }
  }
  GLOBALS->own = node_new(AT_LIST(GLOBALS->table, 3), l.moving, 5);
  AT(Node, AT_LIST(GLOBALS->table, 0))->right = GLOBALS->table; /* a cycle */
  the_table = GLOBALS->table;
  l.item = AT_LIST(the_table, 7);
  l.ch = NEW_CHANNEL(4, SLOT_REF);
  if (!weft_global.stress) { /* no memory for the marks: MemoryError, and the next spawn freezes */
    uint32_t at = weft_spawn_frame(&reader_descs[0].desc), pages = 0;
    reader_frame *f = PTR(at);
    memset(&f->v, 0, sizeof f->v);
    for (uint32_t page; arena_limit(0), (page = arena_pages(1, PAGE_USED));) *AT(uint32_t, page) = pages, pages = page;
    CHECK(!weft_spawn_commit(at, SLOT_REF, REF(&no_type), REF(&task_type)) && raised_is("MemoryError"));
    for (uint32_t next; pages; pages = next) next = *AT(uint32_t, pages), arena_pages_free(pages, 1);
    arena_limit((uint64_t)1 << 32);
    weft_catch();
    CHECK(!is_frozen(the_table) && arena_is_large(AT(List, the_table)->data) && !is_frozen(l.item));
  }
  {
    ref readers = list_new(6), moving = l.moving; /* nothing moves until the next poll */
    for (int i = 0; i < 6; i++) {
      ref h = spawn_reader(the_table, l.ch, i & 1);
      AT_LIST(readers, i) = h;
    }
    CHECK(GLOBALS->table == the_table && is_frozen(the_table) && is_frozen(l.item) && is_frozen(AT(List, the_table)->data));
    CHECK(is_frozen(AT(Node, l.item)->left) && !is_frozen(GLOBALS->own) && !is_frozen(moving));
    l.list = readers;
  }
  for (l.i = 0; l.i < (N + 63) / 64 * 6; l.i++) {
    CALL(2, weft_channel_recv(l.ch, -1));
    ref got = (ref)W->result;
    CHECK(!is_frozen(got) && is_frozen(AT(Node, got)->right));
    CHECK(AT_LIST(the_table, AT(Node, got)->value % FROZEN_ITEMS) == AT(Node, got)->right);
    weft_array_new(5000);
    POLL(3);
  }
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(4, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK((ref)W->result == AT_LIST(the_table, N % FROZEN_ITEMS)); /* a result that all share */
  }
  for (l.i = 0; l.i < 1000; l.i++) { /* main's own goes on moving */
    weft_array_new(1000);
    POLL(5);
  }
  l.count = 0;
  for (ref r = l.moving; r; r = AT(Node, r)->left, l.count++) CHECK(AT(Node, r)->value % 16 == 0);
  CHECK(l.count == (FROZEN_ITEMS + 15) / 16);
  CHECK(l.item == AT_LIST(the_table, 7) && AT(Node, GLOBALS->own)->left == AT_LIST(the_table, 3) && AT(Node, GLOBALS->own)->right == l.moving);
  if (weft_global.stress) freeze_check();
  if (getenv("CHANGE")) AT(Node, l.item)->value++; /* stress mode finds out */
  RETURN(0);
  LEAVE_LABEL
}

/* --- timers, order, fairness ----------------------------------------------------------------------------------------------------- */
FUNC(sleeper, { ref out; uint32_t pad2; int64_t n; }) {
  ENTER(sleeper);
  CALL(1, weft_sleep((double)l.n * 0.004));
  CALL(2, weft_channel_send(l.out, (uint64_t)l.n, 0, -1));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(queued, { ref in, out; int64_t n; }) {
  ENTER(queued);
  ADD(finished, 1);
  CALL(1, weft_channel_recv(l.in, -1));
  CHECK((int64_t)W->result == l.n);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_order, { ref out, list; int64_t i; }) {
  ENTER(main_order);
  l.out = NEW_CHANNEL(-1, SLOT_INT);
  for (l.i = 8; l.i > 0; l.i--) SPAWN(sleeper, SLOT_NONE, (f->v.out = frame.v.out, f->v.n = frame.v.i * 3));
  for (l.i = 1; l.i <= 8; l.i++) {
    CALL(1, weft_channel_recv(l.out, -1));
    if (weft_global.worker_count == 1 && !weft_global.stress) CHECK((int64_t)W->result == l.i * 3);
  }
  l.out = NEW_CHANNEL(0, SLOT_INT); /* waiters are served first come, first served */
  l.list = list_new(20);
  for (l.i = 0; l.i < 20; l.i++) {
    AT_LIST(l.list, l.i) = SPAWN(queued, SLOT_NONE, (f->v.in = frame.v.out, f->v.n = frame.v.i));
    while (GET(finished) <= l.i) {
      CALL(2, weft_sleep(0.0002));
    }
    CALL(3, weft_sleep(0.002)); /* it has parked: its number is its place in the queue */
  }
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(4, weft_channel_send(l.out, (uint64_t)l.i, 0, -1));
  }
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(5, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- joins in the order of the spawns leave nothing behind at the old end of the queue, where a publisher looks ------------------- */
FUNC(idle_child, { int64_t n; }) {
  ENTER(idle_child);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_holes, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(main_holes);
  l.list = list_new(N);
  for (l.i = 0; l.i < N; l.i++) AT_LIST(l.list, l.i) = SPAWN(idle_child, SLOT_NONE, f->v.n = frame.v.i);
  for (l.i = 0; l.i < N; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
    Core *core = core_current();
    if (!weft_global.stress) CHECK(core->bottom - core->top <= (uint32_t)(N - 1 - l.i));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- a seeded run: the order of events, as a number --------------------------------------------------------------------------------- */
static uint64_t history;
FUNC(event, { ref ch; uint32_t pad2; int64_t n, i; }) {
  ENTER(event);
  for (l.i = 0; l.i < 20; l.i++) {
    history = history * 31 + (uint64_t)l.n;
    CALL(1, weft_sleep((double)(l.n % 3) * 10));
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_seeded, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(main_seeded);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++) AT_LIST(l.list, l.i) = SPAWN(event, SLOT_NONE, f->v.n = frame.v.i);
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  printf("%llx\n", (unsigned long long)history);
  RETURN(0);
  LEAVE_LABEL
}

static MachineDesc *choose(const char *test) {
#define MAIN(name) if (!strcmp(test, #name)) return main_##name##_descs
  MAIN(storm); MAIN(steal); MAIN(channels); MAIN(select); MAIN(hasty); MAIN(shutdown); MAIN(deadlock); MAIN(failure); MAIN(deep);
  MAIN(gc); MAIN(messages); MAIN(results); MAIN(memory); MAIN(interrupt); MAIN(order); MAIN(holes); MAIN(seeded); MAIN(frozen);
  exit(2);
}

int main(void) {
  program_types();
  if (getenv("N")) N = atoll(getenv("N"));
  deep_entry.desc = (FrameDesc){.size = sizeof(DeepFrame), .thunk = REF(deep_thunk), .func = REF(deep), .pt = 0, .flags = FRAME_POLL};
  deep_call.desc = (FrameDesc){.size = sizeof(DeepFrame), .thunk = REF(deep_thunk), .func = REF(deep), .pt = 1};
#define S REF_SLOT
  DEFINE(storm, 10, 0, S(storm, h), S(storm, list));
  DEFINE(main_storm, 0, 0, S(main_storm, h));
  machine_define(compute_descs, sizeof(compute_frame), compute, 2, 0, 0, 0, 0);
  DEFINE(main_steal, 0, 0, S(main_steal, list));
  DEFINE(sender, 0, 0, S(sender, ch), S(sender, done));
  DEFINE(receiver, 4, 0, S(receiver, ch));
  DEFINE(main_channels, 0, 0, S(main_channels, ch), S(main_channels, done), S(main_channels, list));
  DEFINE(wanderer, 0, 1, S(wanderer, ch[0]), S(wanderer, ch[1]), S(wanderer, ch[2]), S(wanderer, ch[3]), S(wanderer, ch[4]), S(wanderer, ch[5]), S(wanderer, ch[6]), S(wanderer, ch[7]));
  DEFINE(main_select, 0, 0, S(main_select, ch[0]), S(main_select, ch[1]), S(main_select, ch[2]), S(main_select, ch[3]), S(main_select, ch[4]), S(main_select, ch[5]), S(main_select, ch[6]), S(main_select, ch[7]), S(main_select, list));
  DEFINE(hasty_sender, 0, 1, S(hasty_sender, ch));
  DEFINE(hasty_receiver, 0, 1, S(hasty_receiver, ch));
  DEFINE(main_hasty, 0, 0, S(main_hasty, ch), S(main_hasty, list));
  DEFINE(parked_forever, 0, 1, S(parked_forever, ch));
  machine_define(spin_forever_descs, sizeof(spin_forever_frame), spin_forever, 2, 0, 0, 0, 0);
  DEFINE(main_shutdown, 0, 0, S(main_shutdown, ch));
  DEFINE(waiter_of, 0, 0, S(waiter_of, ch));
  DEFINE(main_deadlock, 0, 0, S(main_deadlock, ch), S(main_deadlock, h));
  machine_define(failing_descs, sizeof(failing_frame), failing, 0, 0, 0, 0, 0);
  DEFINE(main_failure, 0, 1, S(main_failure, h), S(main_failure, pad2));
  DEFINE(main_deep, 0, 1, S(main_deep, h), S(main_deep, g));
  DEFINE(grower, 2, 0, S(grower, list), S(grower, tree), S(grower, text), S(grower, h));
  DEFINE(main_gc, 0, 0, S(main_gc, list), S(main_gc, h));
  DEFINE(echo, 0, 0, S(echo, in), S(echo, out));
  DEFINE(main_messages, 0, 0, S(main_messages, in), S(main_messages, out), S(main_messages, a), S(main_messages, h));
  machine_define(make_list_descs, sizeof(make_list_frame), make_list, 0, 0, 0, 0, 0);
  DEFINE(join_one, 0, 0, S(join_one, h), S(join_one, first));
  DEFINE(main_results, 0, 1, S(main_results, h), S(main_results, list), S(main_results, first));
  DEFINE(hoarder, 2, 1, S(hoarder, list));
  DEFINE(main_memory, 0, 0, S(main_memory, h));
  DEFINE(main_interrupt, 4, 1, S(main_interrupt, ch));
  DEFINE(reader, 4, 0, S(reader, table), S(reader, ch), S(reader, mine));
  DEFINE(main_frozen, 42, 0, S(main_frozen, ch), S(main_frozen, list), S(main_frozen, item), S(main_frozen, moving));
  DEFINE(sleeper, 0, 0, S(sleeper, out));
  DEFINE(queued, 0, 0, S(queued, in), S(queued, out));
  DEFINE(main_order, 0, 0, S(main_order, out), S(main_order, list));
  machine_define(idle_child_descs, sizeof(idle_child_frame), idle_child, 0, 0, 0, 0, 0);
  DEFINE(main_holes, 0, 0, S(main_holes, list));
  DEFINE(event, 0, 0, S(event, ch));
  DEFINE(main_seeded, 0, 0, S(main_seeded, list));
  if (!strcmp(getenv("TEST"), "frozen")) {
    globals_data = (ProgramType){{.kind = T_FIXED, .size = sizeof(Globals), .nslots = 2}, {0 << 3 | SLOT_REF, 1 << 3 | SLOT_REF}};
    program_program.frozen_type = REF(&frozen_type), program_program.own_type = REF(&own_type);
  }
  program_program.main_desc = REF(&choose(getenv("TEST"))[0].desc);
  int status = entry_main();
  fprintf(stderr, wrong ? "wrong: %s\n" : "ok %s%lld %lld\n", wrong ? wrong : "", (long long)cleaned, (long long)finished);
  return wrong ? 99 : status;
}
