/* Gates: who is inside, who comes next, and what timeouts, aborts and deaths leave behind: nothing. */
#include "scenario.h"
#include "../gate.h"

typedef struct Literal { uint32_t type, hash, len, width; char text[24]; } Literal;
#define LITERAL(s) {.len = sizeof(s) - 1, .width = 1, .text = s}
static Literal mutex_label = LITERAL("Mutex"), semaphore_label = LITERAL("Semaphore"), event_label = LITERAL("Event");
static Literal not_free = LITERAL("was not free"), not_set = LITERAL("was not set");

#define NEW_GATE(total, owned, label) weft_gate_new(total, owned, REF(&label), REF(&not_free), REF(&gate_type))
#define NEW_EVENT() weft_gate_new(0, 0, REF(&event_label), REF(&not_set), REF(&gate_type))
#define GATE(handle) AT(Gate, AT(Handle, handle)->object)
enum { ALL = 1 << 30 }; /* permits of a lock for readers and writers */

static int64_t inside, most, turns;

/* Nothing is held and nobody waits. */
static int is_idle(ref handle) {
  Gate *gate = GATE(handle);
  return gate->free == gate->total && !gate->holds && !gate->waiters.first && !gate->parked.first;
}
static void enter(int64_t limit) {
  int64_t now = ADD_GET(inside, 1);
  CHECK(now <= limit);
}
static void leave(void) { ADD(inside, -1); }
static double hasty(void) { return rnd() % 3 ? (rnd() % 3) * 0.00002 : -1; }
static int64_t gave_up;
/* Catches what an impatient or aborted wait may raise. */
static void excuse(void) {
  CHECK(raised_is("TimeoutError") || raised_is("weft_Cancelled"));
  ADD(gave_up, 1);
  weft_catch();
}

/* --- mutex: one at a time, whatever else is done ------------------------------------------------------------------ */
FUNC(locker, { ref gate; uint32_t pad2; int64_t i, seen; }) {
  ENTER(locker);
  for (l.i = 0; l.i < N / 4; l.i++) {
    if (rnd() % 4 == 0) {
      if (!weft_gate_try_acquire(l.gate, 1)) continue;
    } else {
      CALL(1, weft_gate_acquire(l.gate, 1, -1));
    }
    enter(1);
    CHECK(weft_gate_mine(l.gate) == 1 && weft_gate_free(l.gate) == 0);
    l.seen = turns;
    if (rnd() % 8 == 0) {
      CALL(2, weft_yield());
    }
    POLL(3);
    turns = l.seen + 1;
    leave();
    weft_gate_release(l.gate, 1);
    ADD(finished, 1);
    POLL(4);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_mutex, { ref gate, list; int64_t i; }) {
  ENTER(main_mutex);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++) AT_LIST(l.list, l.i) = SPAWN(locker, SLOT_NONE, f->v.gate = frame.v.gate);
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(turns == GET(finished));
  CHECK(is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

static int64_t waiting(ref handle) {
  Gate *gate = GATE(handle);
  int64_t n = 0;
  if (gate->shared) lock_take(&gate->lock);
  for (uint32_t w = gate->waiters.first; w; w = AT(Waiter, w)->next) n++;
  if (gate->shared) lock_drop(&gate->lock);
  return n;
}

/* --- permits: timeouts and aborts racing with grants -------------------------------------------------------------- */
FUNC(taker, { ref gate; uint32_t owned; int64_t i, n; }) {
  ENTER(taker);
  ADD(cleaned, 1);
  for (l.i = 0; l.i < N / 4; l.i++) {
    l.n = rnd() % 8 == 0 ? 3 : 1;
    CALL(1, weft_gate_acquire(l.gate, l.n, hasty()));
    if (RAISED) {
      excuse();
      continue;
    }
    ADD(most, l.n);
    enter(3);
    CHECK(GET(most) <= 3);
    CALL(2, weft_sleep(rnd() % 4 ? 0 : 0.0001)); /* the others' patience ends while they queue */
    if (RAISED) excuse();
    leave();
    ADD(most, -l.n);
    weft_gate_release(l.gate, l.n);
    ADD(finished, 1);
    if (rnd() % 4 == 0) {
      CALL(3, weft_yield());
      if (RAISED) excuse();
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_permits, { ref gate, list; int64_t i, k; }) {
  ENTER(main_permits);
  l.gate = NEW_GATE(3, (int32_t)(getenv("OWNED") != 0), semaphore_label);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++) AT_LIST(l.list, l.i) = SPAWN(taker, SLOT_NONE, f->v.gate = frame.v.gate);
  while (GET(cleaned) < 8) { /* who is aborted before never begins */
    CALL(1, weft_sleep(0.00005));
  }
  for (l.k = 0; l.k < N / 10; l.k++) { /* aborts rain on them; they survive each */
    weft_task_abort(AT_LIST(l.list, rnd() % 8));
    if (rnd() % 4 == 0) {
      CALL(2, weft_sleep(0.00005));
    }
  }
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK(!RAISED);
  }
  CHECK(is_idle(l.gate) && GET(gave_up) > 0);
  RETURN(0);
  LEAVE_LABEL
}

/* --- leaving the queue: those behind may fit ---------------------------------------------------------------------- */
FUNC(greedy, { ref gate; uint32_t how; int64_t i; }) {
  ENTER(greedy);
  CALL(1, weft_gate_acquire(l.gate, 3, l.how ? -1 : 0.01));
  CHECK(raised_is(l.how ? "weft_Cancelled" : "TimeoutError"));
  weft_catch();
  ADD(cleaned, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(modest, { ref gate; uint32_t pad2; int64_t i; }) {
  ENTER(modest);
  CALL(1, weft_gate_acquire(l.gate, 1, -1));
  ADD(finished, 1);
  CALL(2, weft_sleep(0.01));
  weft_gate_release(l.gate, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_leaving, { ref gate, first, second; uint32_t how; }) {
  ENTER(main_leaving);
  for (l.how = 0; l.how < 3; l.how++) { /* by timeout; by an abort; and before it has gone on, somebody else looks */
    l.gate = NEW_GATE(3, 0, semaphore_label);
    CALL(1, weft_gate_acquire(l.gate, 1, -1));
    l.first = SPAWN(greedy, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.how = frame.v.how));
    while (waiting(l.gate) < 1) {
      CALL(2, weft_sleep(0.00001));
    }
    if (l.how < 2) {
      l.second = SPAWN(modest, SLOT_NONE, f->v.gate = frame.v.gate);
      while (waiting(l.gate) == 1) {
        CALL(3, weft_sleep(0.00001));
      }
    }
    if (l.how) weft_task_abort(l.first);
    if (l.how == 2) {
      CHECK(weft_gate_try_acquire(l.gate, 1));
      weft_gate_release(l.gate, 1);
    } else {
      CALL(4, weft_task_join(l.second, -1));
    }
    CALL(5, weft_task_join(l.first, -1));
    CHECK(GET(cleaned) == l.how + 1);
    weft_gate_release(l.gate, 1);
    CHECK(is_idle(l.gate));
  }
  CHECK(GET(finished) == 2);
  RETURN(0);
  LEAVE_LABEL
}

/* --- order: first come, first served, and a writer among readers that never stop ---------------------------------- */
FUNC(comer, { ref gate; uint32_t pad2; int64_t rank, permits; }) {
  ENTER(comer);
  CALL(1, weft_gate_acquire(l.gate, l.permits, -1));
  CHECK(ADD_GET(turns, 1) == l.rank);
  CALL(2, weft_yield());
  weft_gate_release(l.gate, l.permits);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_queue, { ref gate, list; int64_t i; }) {
  ENTER(main_queue);
  l.gate = NEW_GATE(4, 1, semaphore_label);
  l.list = list_new(20);
  CALL(1, weft_gate_acquire(l.gate, 4, -1));
  for (l.i = 0; l.i < 20; l.i++) { /* all but the first wait for all four: one after the other */
    AT_LIST(l.list, l.i) = SPAWN(
        comer, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.rank = frame.v.i + 1, f->v.permits = frame.v.i ? 4 : 1));
    while (waiting(l.gate) <= l.i) {
      CALL(2, weft_sleep(0.0001));
    }
  }
  weft_gate_release(l.gate, 4);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(turns) == 20 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

static int64_t written; /* times that the writer was inside */
FUNC(reader, { ref gate; uint32_t pad2; int64_t before; }) {
  ENTER(reader);
  while (GET(written) < 20) {
    CALL(1, weft_gate_acquire(l.gate, 1, -1));
    l.before = GET(written);
    CALL(2, weft_yield());
    CHECK(GET(written) == l.before); /* no writer in here */
    weft_gate_release(l.gate, 1);
    POLL(3);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(writer, { ref gate; uint32_t pad2; int64_t i; }) {
  ENTER(writer);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(1, weft_gate_acquire(l.gate, ALL, -1)); /* readers overlap, so that all permits are never free by chance */
    enter(1);
    ADD(written, 1);
    leave();
    weft_gate_release(l.gate, ALL);
    CALL(2, weft_yield());
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_writers, { ref gate, list; int64_t i; }) {
  ENTER(main_writers);
  l.gate = NEW_GATE(ALL, 1, mutex_label);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) =
        l.i ? SPAWN(reader, SLOT_NONE, f->v.gate = frame.v.gate) : SPAWN(writer, SLOT_NONE, f->v.gate = frame.v.gate);
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(written) == 20 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

/* --- deaths: what a task held when it ended is free again --------------------------------------------------------- */
FUNC(careless, { ref gate, ch; int64_t how; }) {
  ENTER(careless);
  CALL(1, weft_gate_acquire(l.gate, 1, -1));
  ADD(cleaned, 1);
  if (l.how % 3 == 1) {
    weft_raise(&weft_type_ValueError, "it fails");
    LEAVE;
  }
  if (l.how % 3 == 2) {
    CALL(2, weft_channel_recv(l.ch, -1)); /* until it is aborted */
  }
  LEAVE_LABEL
}
FUNC(main_deaths, { ref gate, ch, list; uint32_t alive; int64_t i; }) {
  ENTER(main_deaths);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  l.list = list_new(9);
  for (l.i = 0; l.i < 9; l.i++)
    AT_LIST(l.list, l.i) =
        SPAWN(careless, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.ch = frame.v.ch, f->v.how = frame.v.i));
  do {
    l.alive = 0;
    for (l.i = 0; l.i < 9; l.i++) {
      l.alive += !weft_task_done(AT_LIST(l.list, l.i));
      if (l.i % 3 == 2 && weft_gate_free(l.gate) == 0) weft_task_abort(AT_LIST(l.list, l.i));
    }
    CALL(1, weft_sleep(0.0001));
  } while (l.alive);
  for (l.i = 0; l.i < 9; l.i++) {
    CALL(2, weft_task_outcome(AT_LIST(l.list, l.i), -1));
  }
  CHECK(is_idle(l.gate));
  CALL(3, weft_gate_acquire(l.gate, 1, 1.0)); /* main's own is reported too */
  CHECK(!RAISED);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(main_quiet, { ref gate, ch; int64_t i; }) {
  ENTER(main_quiet);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  SPAWN(careless, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.ch = frame.v.ch, f->v.how = 2));
  while (!GET(cleaned)) {
    CALL(1, weft_sleep(0.0001));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* Nobody has a handle any more, but it is held. */
FUNC(forgets, { ref gate; uint32_t pad2; int64_t i; }) {
  ENTER(forgets);
  l.gate = NEW_GATE(2, 0, semaphore_label);
  CALL(1, weft_gate_acquire(l.gate, 1, -1));
  l.gate = 0;
  for (l.i = 0; l.i < 20000; l.i++) {
    node_new(0, 0, l.i); /* for the collector */
    if (!weft_global.stress || l.i % 100 == 0) {
      POLL(2);
    }
  }
  LEAVE_LABEL
}
FUNC(main_forgotten, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(main_forgotten);
  l.list = list_new(4);
  for (l.i = 0; l.i < 4; l.i++) AT_LIST(l.list, l.i) = SPAWN(forgets, SLOT_NONE, (void)f);
  for (l.i = 0; l.i < 4; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- misuse ------------------------------------------------------------------------------------------------------- */
static int says(const char *type, const char *text) {
  int so = raised_is(type) && W->exc && AT(Exc, W->exc)->text;
  if (so) {
    const Str *s = AT(Str, AT(Exc, W->exc)->text);
    so = s->len == strlen(text) && !memcmp(s->data, text, s->len);
    if (!so) fprintf(stderr, "it says: %.*s\n", (int)s->len, (const char *)s->data);
  }
  weft_catch();
  return so;
}
FUNC(stranger, { ref mutex, semaphore; int64_t i; }) {
  ENTER(stranger);
  weft_gate_release(l.mutex, 1);
  CHECK(says("RuntimeError", "this task doesn't hold <Mutex 1>"));
  weft_gate_release(l.semaphore, 1); /* a permit may be given back by another than took it */
  CHECK(!RAISED && weft_gate_free(l.semaphore) == 1);
  CHECK(!weft_gate_try_acquire(l.mutex, 1));
  CALL(1, weft_gate_acquire(l.mutex, 1, 0.5));
  CHECK(says("TimeoutError", "<Mutex 1> was not free within 0.5 seconds"));
  CALL(2, weft_gate_acquire(l.mutex, 1, 0));
  CHECK(says("TimeoutError", "<Mutex 1> was not free within 0 seconds"));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_misuse, { ref mutex, semaphore, event, h; int64_t i; }) {
  ENTER(main_misuse);
  l.mutex = NEW_GATE(1, 1, mutex_label);
  l.semaphore = NEW_GATE(2, 0, semaphore_label);
  l.event = NEW_EVENT();
  CHECK(weft_gate_number(l.event) == 3 && !weft_same_object(l.mutex, l.semaphore));
  CALL(1, weft_gate_acquire(l.mutex, 1, -1));
  CHECK(!weft_gate_try_acquire(l.mutex, 1));
  CALL(2, weft_gate_acquire(l.mutex, 1, 5));
  CHECK(says("RuntimeError", "this task holds <Mutex 1> already"));
  CALL(3, weft_gate_acquire(l.semaphore, 1, -1));
  CALL(4, weft_gate_acquire(l.semaphore, 1, -1));
  CHECK(weft_gate_mine(l.semaphore) == 2 && !weft_gate_try_acquire(l.semaphore, 1));
  l.h = SPAWN(stranger, SLOT_NONE, (f->v.mutex = frame.v.mutex, f->v.semaphore = frame.v.semaphore));
  CALL(5, weft_task_join(l.h, -1));
  CHECK(weft_gate_mine(l.semaphore) == 1);
  weft_gate_release(l.semaphore, 1);
  weft_gate_release(l.semaphore, 1);
  CHECK(says("RuntimeError", "more is given back to <Semaphore 2> than was taken"));
  CALL(6, weft_gate_park_if(l.event, 0, 0.5));
  CHECK(says("TimeoutError", "<Event 3> was not set within 0.5 seconds"));
  CALL(7, weft_gate_park_if(l.event, 1, -1)); /* the word is another */
  CHECK(!RAISED && weft_gate_unpark(l.event, -1) == 0);
  CHECK(weft_gate_add(l.event, 5, 0) == 5 && weft_gate_compare_exchange(l.event, 4, 9) == 5);
  CHECK(weft_gate_compare_exchange(l.event, 5, 9) == 5 && weft_gate_load(l.event) == 9);
  weft_gate_add(l.event, WEFT_INT_MAX, 1);
  CHECK(raised_is("OverflowError") && weft_gate_load(l.event) == 9);
  weft_catch();
  weft_gate_release(l.mutex, 1);
  CALL(8, weft_gate_release_and_park(l.mutex, 1, l.event, 1));
  CHECK(says("RuntimeError", "this task doesn't hold <Mutex 1>"));
  CHECK(is_idle(l.mutex) && is_idle(l.semaphore) && is_idle(l.event));
  RETURN(0);
  LEAVE_LABEL
}

/* --- the word: no waking is lost ---------------------------------------------------------------------------------- */
FUNC(consumer, { ref gate; uint32_t aborted; int64_t left, seen; }) {
  ENTER(consumer);
  while (l.left) {
    l.seen = weft_gate_load(l.gate);
    if (l.seen > 0) {
      if (weft_gate_compare_exchange(l.gate, l.seen, l.seen - 1) == l.seen) l.left--, ADD(finished, 1);
    } else {
      CALL(1, weft_gate_park_if(l.gate, 0, getenv("HASTY") ? hasty() : -1));
      if (RAISED) {
        excuse();
        weft_gate_unpark(l.gate, 1); /* had it been woken as it left, it would have gone on: another takes over */
      }
    }
    POLL(2);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(producer_of, { ref gate; uint32_t pad2; int64_t left; }) {
  ENTER(producer_of);
  for (; l.left; l.left--) {
    weft_gate_add(l.gate, 1, rnd() % 2 ? 1 : -1);
    if (rnd() % 16 == 0) {
      CALL(1, weft_yield());
    }
    POLL(2);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_word, { ref gate, list; int64_t i, k; }) {
  ENTER(main_word);
  l.gate = NEW_EVENT();
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) = l.i < 4 ? SPAWN(consumer, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.left = N / 4))
                                   : SPAWN(producer_of, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.left = N / 4));
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(finished) == N / 4 * 4 && weft_gate_load(l.gate) == 0 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

/* Two that take turns: one waking lost, and both wait for ever. */
FUNC(partner, { ref gate; uint32_t me; int64_t left, seen; }) {
  ENTER(partner);
  for (; l.left; l.left--) {
    while ((l.seen = weft_gate_load(l.gate)) % 2 != l.me) {
      CALL(1, weft_gate_park_if(l.gate, l.seen, -1));
    }
    if (rnd() % 2) {
      weft_gate_add(l.gate, 1, 1);
    } else {
      weft_gate_store(l.gate, l.seen + 1, 0);
      weft_gate_unpark(l.gate, 1);
    }
    POLL(2);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_turns, { ref gate, a, b; uint32_t pad2; }) {
  ENTER(main_turns);
  l.gate = NEW_EVENT();
  l.a = SPAWN(partner, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.me = 0, f->v.left = N * 20));
  l.b = SPAWN(partner, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.me = 1, f->v.left = N * 20));
  CALL(1, weft_task_join(l.a, -1));
  CALL(2, weft_task_join(l.b, -1));
  CHECK(weft_gate_load(l.gate) == N * 40 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

/* A waking reaches all who waited, and none who came later. */
FUNC(waits_for_event, { ref event; uint32_t pad2; int64_t rounds, i; }) {
  ENTER(waits_for_event);
  for (l.i = 0; l.i < l.rounds; l.i++) {
    CALL(1, weft_gate_park_if(l.event, 0, -1));
    ADD(finished, 1);
  }
  RETURN(0);
  LEAVE_LABEL
}
static int64_t parked(ref handle) {
  Gate *gate = GATE(handle);
  int64_t n = 0;
  if (gate->shared) lock_take(&gate->lock);
  for (uint32_t w = gate->parked.first; w; w = AT(Waiter, w)->next) n++;
  if (gate->shared) lock_drop(&gate->lock);
  return n;
}
FUNC(main_event, { ref event, list; int64_t i, k; }) {
  ENTER(main_event);
  l.event = NEW_EVENT();
  l.list = list_new(5);
  for (l.i = 0; l.i < 5; l.i++)
    AT_LIST(l.list, l.i) = SPAWN(waits_for_event, SLOT_NONE, (f->v.event = frame.v.event, f->v.rounds = 20));
  for (l.k = 0; l.k < 20; l.k++) {
    while (parked(l.event) < 5) {
      CALL(1, weft_sleep(0.0001));
    }
    CHECK(GET(finished) == l.k * 5);
    if (l.k % 2) CHECK(weft_gate_unpark(l.event, -1) == 5);
    else weft_gate_store(l.event, 0, -1);
  }
  for (l.i = 0; l.i < 5; l.i++) {
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(finished) == 100 && is_idle(l.event));
  RETURN(0);
  LEAVE_LABEL
}

/* --- conditions: a buffer of four, between those who notify one at a time ----------------------------------------- */
static int64_t stored, sum_in, sum_out, slots[4], room = 4, workers_each = 3;
#define WAIT_UNTIL(condition, point, gate)                                                \
  while (!(condition)) {                                                                  \
    CALL(point, weft_gate_release_and_park(l.mutex, 1, gate, l.patient ? -1 : hasty()));  \
    if (RAISED) excuse();                                                                 \
    for (l.tries = 0; !weft_gate_mine(l.mutex); l.tries++) {                              \
      CALL(point + 1, weft_gate_reacquire(l.mutex, 1));                                   \
      CHECK(!RAISED && l.tries < 3); /* no abort reaches it: again only by a hair */      \
    }                                                                                     \
    CHECK(ADD_GET(inside, 0) == 0);                                                       \
  }
FUNC(putter, { ref mutex, filled, emptied; uint32_t patient, tries, pad2; int64_t i; }) {
  ENTER(putter);
  ADD(finished, 1);
  for (l.i = 1; l.i <= N / 4; l.i++) {
    do {
      CALL(1, weft_gate_acquire(l.mutex, 1, -1));
      if (RAISED) excuse();
    } while (!weft_gate_mine(l.mutex));
    WAIT_UNTIL(stored < room, 2, l.emptied);
    enter(1);
    slots[stored++] = l.i;
    sum_in += l.i;
    leave();
    weft_gate_unpark(l.filled, 1);
    weft_gate_release(l.mutex, 1);
    CHECK(!RAISED);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(getter, { ref mutex, filled, emptied; uint32_t patient, tries, pad2; int64_t i; }) {
  ENTER(getter);
  ADD(finished, 1);
  for (l.i = 1; l.i <= N / 4; l.i++) {
    do {
      CALL(1, weft_gate_acquire(l.mutex, 1, -1));
      if (RAISED) excuse();
    } while (!weft_gate_mine(l.mutex));
    WAIT_UNTIL(stored > 0, 2, l.filled);
    enter(1);
    sum_out += slots[--stored];
    leave();
    weft_gate_unpark(l.emptied, 1);
    weft_gate_release(l.mutex, 1);
    CHECK(!RAISED);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_condition, { ref mutex, filled, emptied, list; int64_t i, k; }) {
  ENTER(main_condition);
  l.mutex = NEW_GATE(1, 1, mutex_label);
  l.filled = NEW_EVENT();
  l.emptied = NEW_EVENT();
  l.list = list_new(6);
  if (getenv("TIGHT")) room = workers_each = 1; /* one waking lost, and both wait for ever */
  for (l.i = 0; l.i < 2 * workers_each; l.i++) {
    ref h = l.i < workers_each ? SPAWN(putter, SLOT_NONE,
                                       (f->v.mutex = frame.v.mutex, f->v.filled = frame.v.filled,
                                        f->v.emptied = frame.v.emptied, f->v.patient = !getenv("HASTY")))
                               : SPAWN(getter, SLOT_NONE,
                                       (f->v.mutex = frame.v.mutex, f->v.filled = frame.v.filled,
                                        f->v.emptied = frame.v.emptied, f->v.patient = !getenv("HASTY")));
    AT_LIST(l.list, l.i) = h;
  }
  while (GET(finished) < 2 * workers_each) { /* who is aborted before never begins */
    CALL(3, weft_sleep(0.00005));
  }
  for (l.k = 0; getenv("HASTY") && l.k < N / 10; l.k++) { /* aborts, too: none leaves the section without its lock */
    CALL(1, weft_sleep(0.00005));
    weft_task_abort(AT_LIST(l.list, rnd() % 6));
  }
  for (l.i = 0; l.i < 2 * workers_each; l.i++) {
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK(!RAISED);
  }
  CHECK(stored == 0 && sum_in == sum_out && sum_in == workers_each * (N / 4) * (N / 4 + 1) / 2);
  CHECK(is_idle(l.mutex) && is_idle(l.filled) && is_idle(l.emptied));
  RETURN(0);
  LEAVE_LABEL
}

/* One that waits for the lock by trying, and notifies as soon as it has it: in between the other must be in the
 * queue. */
static int64_t ready;
FUNC(pounces, { ref mutex, condition; int64_t left, tries; }) {
  ENTER(pounces);
  for (; l.left; l.left--) {
    for (l.tries = 1; !weft_gate_try_acquire(l.mutex, 1) || ready; l.tries++) {
      if (weft_gate_mine(l.mutex)) weft_gate_release(l.mutex, 1);
      if (l.tries % 256 == 0) {
        CALL(1, weft_yield());
      }
    }
    ready = 1;
    weft_gate_unpark(l.condition, 1);
    weft_gate_release(l.mutex, 1);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_pounce, { ref mutex, condition, h; uint32_t pad2; int64_t left; }) {
  ENTER(main_pounce);
  l.mutex = NEW_GATE(1, 1, mutex_label);
  l.condition = NEW_EVENT();
  l.h = SPAWN(pounces, SLOT_NONE, (f->v.mutex = frame.v.mutex, f->v.condition = frame.v.condition, f->v.left = N * 10));
  for (l.left = N * 10; l.left; l.left--) {
    CALL(1, weft_gate_acquire(l.mutex, 1, -1));
    while (!ready) {
      CALL(2, weft_gate_release_and_park(l.mutex, 1, l.condition, -1));
      CALL(3, weft_gate_reacquire(l.mutex, 1));
    }
    ready = 0;
    weft_gate_release(l.mutex, 1);
  }
  CALL(4, weft_task_join(l.h, -1));
  CHECK(is_idle(l.mutex) && is_idle(l.condition));
  RETURN(0);
  LEAVE_LABEL
}

/* An abort waits until the lock is back. */
FUNC(recovers, { ref mutex, condition; int64_t tries; }) {
  ENTER(recovers);
  CALL(1, weft_gate_acquire(l.mutex, 1, -1));
  CALL(2, weft_gate_release_and_park(l.mutex, 1, l.condition, -1));
  CHECK(!RAISED && !weft_gate_mine(l.mutex));
  for (; !weft_gate_mine(l.mutex); l.tries++) {
    CALL(3, weft_gate_reacquire(l.mutex, 1));
    CHECK(!RAISED);
  }
  CHECK(l.tries == 1);
  weft_gate_release(l.mutex, 1);
  CALL(4, weft_sleep(1));
  CHECK(raised_is("weft_Cancelled"));
  LEAVE_LABEL
}
FUNC(main_shielded, { ref mutex, condition, h; uint32_t i; }) {
  ENTER(main_shielded);
  l.mutex = NEW_GATE(1, 1, mutex_label);
  l.condition = NEW_EVENT();
  l.h = SPAWN(recovers, SLOT_NONE, (f->v.mutex = frame.v.mutex, f->v.condition = frame.v.condition));
  while (parked(l.condition) < 1) {
    CALL(1, weft_sleep(0.0001));
  }
  CALL(2, weft_gate_acquire(l.mutex, 1, -1));
  weft_gate_unpark(l.condition, 1);
  while (waiting(l.mutex) < 1) {
    CALL(3, weft_sleep(0.0001));
  }
  weft_task_abort(l.h);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(4, weft_sleep(0.0001));
    CHECK(waiting(l.mutex) == 1);
  }
  weft_gate_release(l.mutex, 1);
  CALL(5, weft_task_join(l.h, -1));
  CHECK(raised_is("weft_Aborted"));
  weft_catch();
  CHECK(is_idle(l.mutex) && is_idle(l.condition));
  RETURN(0);
  LEAVE_LABEL
}

/* --- reports and slices ------------------------------------------------------------------------------------------- */
FUNC(embraced, { ref first, second, met; uint32_t pad2; }) {
  ENTER(embraced);
  CALL(1, weft_gate_acquire(l.first, 1, -1));
  weft_gate_add(l.met, 1, -1);
  while (weft_gate_load(l.met) < 2) {
    CALL(2, weft_gate_park_if(l.met, 1, -1));
  }
  CALL(3, weft_gate_acquire(l.second, 1, -1));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_embrace, { ref a, b, met, h; }) {
  ENTER(main_embrace);
  l.a = NEW_GATE(1, 1, mutex_label);
  l.b = NEW_GATE(1, 0, semaphore_label);
  l.met = NEW_EVENT();
  SPAWN(embraced, SLOT_NONE, (f->v.first = frame.v.a, f->v.second = frame.v.b, f->v.met = frame.v.met));
  SPAWN(embraced, SLOT_NONE, (f->v.first = frame.v.b, f->v.second = frame.v.a, f->v.met = frame.v.met));
  l.h = NEW_EVENT();
  CALL(1, weft_gate_park_if(l.h, 0, -1));
  LEAVE_LABEL
}

/* Portable: a slice is a number of polls. One who holds a lock has two, and the others their turn as soon as it lets
 * go. */
FUNC(counts_turns, { int64_t n; }) {
  ENTER(counts_turns);
  while (!GET(cleaned)) {
    ADD(turns, 1);
    CALL(1, weft_yield());
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_slice, { ref gate, h; int64_t i, start; }) {
  ENTER(main_slice);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.h = SPAWN(counts_turns, SLOT_NONE, (void)f);
  CALL(1, weft_yield()); /* a new turn, with a whole slice */
  CALL(2, weft_gate_acquire(l.gate, 1, -1));
  l.start = GET(turns);
  for (l.i = 0; l.i < (3 << 18) / 2; l.i++) { /* a slice and a half */
    POLL(3);
  }
  CHECK(GET(turns) == l.start);
  weft_gate_release(l.gate, 1);
  for (l.i = 0; l.i < 2; l.i++) {
    POLL(4);
  }
  CHECK(GET(turns) > l.start);
  CALL(5, weft_gate_acquire(l.gate, 1, -1));
  l.start = GET(turns);
  for (l.i = 0; l.i < (5 << 18) / 2; l.i++) { /* two and a half */
    POLL(6);
  }
  CHECK(GET(turns) > l.start);
  weft_gate_release(l.gate, 1);
  ADD(cleaned, 1);
  CALL(7, weft_task_join(l.h, -1));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_gates(const char *test) {
  DEFINE(locker, 0x18, 0, S(locker, gate));
  DEFINE(main_mutex, 0, 0, S(main_mutex, gate), S(main_mutex, list));
  DEFINE(taker, 0, 1, S(taker, gate));
  DEFINE(main_permits, 0, 1, S(main_permits, gate), S(main_permits, list));
  DEFINE(greedy, 0, 1, S(greedy, gate));
  DEFINE(modest, 0, 0, S(modest, gate));
  DEFINE(main_leaving, 0, 0, S(main_leaving, gate), S(main_leaving, first), S(main_leaving, second));
  DEFINE(comer, 0, 0, S(comer, gate));
  DEFINE(main_queue, 0, 0, S(main_queue, gate), S(main_queue, list));
  DEFINE(reader, 8, 0, S(reader, gate));
  DEFINE(writer, 0, 0, S(writer, gate));
  DEFINE(main_writers, 0, 0, S(main_writers, gate), S(main_writers, list));
  DEFINE(careless, 0, 0, S(careless, gate), S(careless, ch));
  DEFINE(main_deaths, 0, 0, S(main_deaths, gate), S(main_deaths, ch), S(main_deaths, list));
  DEFINE(main_quiet, 0, 0, S(main_quiet, gate), S(main_quiet, ch));
  DEFINE(forgets, 4, 0, S(forgets, gate));
  DEFINE(main_forgotten, 0, 0, S(main_forgotten, list));
  DEFINE(stranger, 0, 1, S(stranger, mutex), S(stranger, semaphore));
  DEFINE(main_misuse, 0, 1, S(main_misuse, mutex), S(main_misuse, semaphore), S(main_misuse, event), S(main_misuse, h));
  DEFINE(consumer, 4, 1, S(consumer, gate));
  DEFINE(producer_of, 4, 0, S(producer_of, gate));
  DEFINE(main_word, 0, 0, S(main_word, gate), S(main_word, list));
  DEFINE(partner, 4, 0, S(partner, gate));
  DEFINE(main_turns, 0, 0, S(main_turns, gate), S(main_turns, a), S(main_turns, b));
  DEFINE(waits_for_event, 0, 0, S(waits_for_event, event));
  DEFINE(main_event, 0, 0, S(main_event, event), S(main_event, list));
  DEFINE(putter, 0, 1, S(putter, mutex), S(putter, filled), S(putter, emptied));
  DEFINE(getter, 0, 1, S(getter, mutex), S(getter, filled), S(getter, emptied));
  DEFINE(main_condition, 0, 1, S(main_condition, mutex), S(main_condition, filled), S(main_condition, emptied),
         S(main_condition, list));
  DEFINE(pounces, 0, 0, S(pounces, mutex), S(pounces, condition));
  DEFINE(main_pounce, 0, 0, S(main_pounce, mutex), S(main_pounce, condition), S(main_pounce, h));
  DEFINE(recovers, 0, 0, S(recovers, mutex), S(recovers, condition));
  DEFINE(main_shielded, 0, 1, S(main_shielded, mutex), S(main_shielded, condition), S(main_shielded, h));
  DEFINE(embraced, 0, 0, S(embraced, first), S(embraced, second), S(embraced, met));
  DEFINE(main_embrace, 0, 0, S(main_embrace, a), S(main_embrace, b), S(main_embrace, met), S(main_embrace, h));
  machine_define(counts_turns_descs, sizeof(counts_turns_frame), counts_turns, 0, 0, 0, 0, 0);
  DEFINE(main_slice, 0x58, 0, S(main_slice, gate), S(main_slice, h));
  SCENARIO(mutex);
  SCENARIO(permits);
  SCENARIO(leaving);
  SCENARIO(queue);
  SCENARIO(writers);
  SCENARIO(deaths);
  SCENARIO(quiet);
  SCENARIO(forgotten);
  SCENARIO(misuse);
  SCENARIO(word);
  SCENARIO(turns);
  SCENARIO(event);
  SCENARIO(condition);
  SCENARIO(pounce);
  SCENARIO(shielded);
  SCENARIO(embrace);
  SCENARIO(slice);
  return 0;
}
