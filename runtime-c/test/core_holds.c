/* Gates: what tasks hold: who may give it back, what becomes of it when they end, and what is said of it. */
#include "gates.h"
#include "../exc.h"

static int64_t turns, looked;

/* --- deaths: what a task held when it ended is free again --------------------------------------------------------- */
FUNC(careless, { ref gate, ch; int64_t how; }) {
  ENTER(careless);
  CALL(1, take(l.gate, 1));
  ADD(cleaned, 1);
  if (l.how % 3 == 1) {
    weft_raise(&weft_type_ValueError, "it fails");
    LEAVE;
  }
  if (l.how % 3 == 2) {
    CALL(2, weft_channel_recv(l.ch, SLOT_INT, -1)); /* until it is aborted */
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
  CALL(1, take(l.gate, 1));
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
  give_back(l.mutex, 1);
  CHECK(says("RuntimeError", "this task doesn't hold <Mutex 1>"));
  give_back(l.semaphore, 1); /* a permit may be given back by another than took it */
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
  CALL(1, take(l.mutex, 1));
  CHECK(!weft_gate_try_acquire(l.mutex, 1));
  CALL(2, weft_gate_acquire(l.mutex, 1, 5));
  CHECK(says("RuntimeError", "this task holds <Mutex 1> already"));
  CALL(3, take(l.semaphore, 1));
  CALL(4, take(l.semaphore, 1));
  CHECK(weft_gate_mine(l.semaphore) == 2 && !weft_gate_try_acquire(l.semaphore, 1));
  l.h = SPAWN(stranger, SLOT_NONE, (f->v.mutex = frame.v.mutex, f->v.semaphore = frame.v.semaphore));
  CALL(5, weft_task_join(l.h, -1));
  CHECK(weft_gate_mine(l.semaphore) == 1);
  give_back(l.semaphore, 1);
  give_back(l.semaphore, 1);
  CHECK(says("RuntimeError", "more is given back to <Semaphore 2> than was taken"));
  CALL(6, weft_gate_park_if(l.event, 0, -1, 0.5));
  CHECK(says("TimeoutError", "<Event 3> was not set within 0.5 seconds"));
  CALL(7, weft_gate_park_if(l.event, 1, -1, -1)); /* the word is another */
  CHECK(!RAISED && weft_gate_unpark(l.event, -1) == 0);
  CHECK(weft_gate_add(l.event, 5, 0) == 5 && weft_gate_compare_exchange(l.event, 4, 9, 0) == 5);
  CHECK(weft_gate_compare_exchange(l.event, 5, 9, 0) == 5 && weft_gate_load(l.event) == 9);
  weft_gate_add(l.event, WEFT_INT_MAX, 1);
  CHECK(RAISED && raised_is("OverflowError") && weft_gate_load(l.event) == 9);
  weft_catch();
  give_back(l.mutex, 1);
  CALL(8, weft_gate_release_and_park(l.mutex, 1, l.event, 1));
  CHECK(says("RuntimeError", "this task doesn't hold <Mutex 1>"));
  CHECK(is_idle(l.mutex) && is_idle(l.semaphore) && is_idle(l.event));
  RETURN(0);
  LEAVE_LABEL
}

/* --- reports: each has what the other waits for ------------------------------------------------------------------- */
FUNC(embraced, { ref first, second, met; uint32_t pad2; }) {
  ENTER(embraced);
  CALL(1, take(l.first, 1));
  weft_gate_add(l.met, 1, -1);
  while (weft_gate_load(l.met) < 2) {
    CALL(2, weft_gate_park_if(l.met, 1, -1, -1));
  }
  CALL(3, take(l.second, 1));
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
  CALL(1, weft_gate_park_if(l.h, 0, -1, -1));
  LEAVE_LABEL
}


/* --- in passing: whoever may look finds what is held ------------------------------------------------------------- */
FUNC(looks, { ref gate, other; int64_t holds; }) {
  ENTER(looks);
  if (l.holds) CHECK(weft_gate_free(l.gate) == 0 && !weft_gate_try_acquire(l.gate, 1));
  ADD(looked, 1);
  CALL(1, take(l.other, 1));
  enter(2);
  POLL(2);
  leave();
  give_back(l.other, 1);
  RETURN(0);
  LEAVE_LABEL
}
/* While it has what it took: gives way, has another run inside it, ends in a fork or by an error, collects. */
FUNC(passes_by, { ref gate, other, h; uint32_t how; int64_t i; }) {
  ENTER(passes_by);
  for (l.i = 0; l.i < N / 4; l.i++) {
    CALL(1, take(l.gate, 1));
    ADD(turns, 1);
    l.how = rnd() % 8;
    l.h = 0;
    if (l.how == 0) {
      CHECK(weft_gate_mine(l.gate) == 1 && weft_gate_free(l.gate) == 0 && !weft_gate_try_acquire(l.gate, 1));
    } else if (l.how == 1) { /* what it holds is shared, perhaps only now */
      l.h = SPAWN(looks, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.other = frame.v.other, f->v.holds = 1));
      CALL(2, weft_task_join(l.h, -1));
    } else if (l.how == 2) {
      CALL(3, weft_yield());
    } else if (l.how == 3) {
      CALL(4, take(l.other, 1));
      enter(2);
      POLL(5);
      leave();
      give_back(l.other, 1);
    } else if (l.how == 4) {
      node_new(0, 0, l.i);
      core_request(core_current(), REQ_COLLECT | REQ_SLICE);
      POLL(6);
    } else if (l.how == 5) {
      core_request(core_current(), REQ_HUNGRY);
      POLL(7);
    }
    CHECK(weft_gate_mine(l.gate) == 1);
    give_back(l.gate, 1);
    CHECK(weft_gate_mine(l.gate) == 0);
    if (rnd() % 4 == 0) {
      CALL(8, weft_yield());
    }
  }
  CALL(9, take(l.gate, 1)); /* its end gives it back, and is reported */
  if (l.how % 2) weft_raise(&weft_type_ValueError, "it fails");
  LEAVE_LABEL
}
FUNC(main_passing, { ref gate, other, own, list; int64_t i; }) {
  ENTER(main_passing);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.other = NEW_GATE(2, 0, semaphore_label);
  l.own = NEW_GATE(UINT32_MAX, 1, mutex_label);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(1, take(l.own, UINT32_MAX));
    CHECK(weft_gate_free(l.own) == 0 && weft_gate_mine(l.own) == UINT32_MAX);
    give_back(l.own, UINT32_MAX);
    CALL(2, take(l.own, 1));
    AT_LIST(l.list, l.i) = SPAWN(passes_by, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.other = frame.v.other));
    give_back(l.own, 1);
  }
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(3, weft_task_outcome(AT_LIST(l.list, l.i), -1));
  }
  CHECK(is_idle(l.gate) && is_idle(l.other) && is_idle(l.own));
  CHECK(GET(turns) == N / 4 * 6);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(busy, { int64_t pad2; }) {
  ENTER(busy);
  while (!GET(cleaned)) {
    POLL(1);
  }
  RETURN(0);
  LEAVE_LABEL
}
/* What it took in passing others find held who reach the gate only now: its worker is alone with it; or the gate is
 * private, and another is awake. */
FUNC(main_shows, { ref gate, other, list, h; int64_t round, i; }) {
  ENTER(main_shows);
  l.other = NEW_GATE(2, 0, semaphore_label);
  for (l.round = 0; l.round < N / 25; l.round++) {
    l.list = list_new(8);
    if (l.round == N / 50 && scheduler_workers() > 1) l.h = SPAWN(busy, SLOT_NONE, (void)f);
    CALL(1, weft_sleep(0.0005)); /* the other workers go to sleep, or take what is busy */
    if (l.round == 0 || l.round > N / 50) l.gate = NEW_GATE(1, 1, mutex_label);
    CALL(2, take(l.gate, 1));
    for (l.i = 0; l.i < 8; l.i++) {
      AT_LIST(l.list, l.i) =
          SPAWN(looks, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.other = frame.v.other, f->v.holds = 1));
    }
    for (l.i = 0; l.i < 20 && scheduler_workers() > 1 && !GET(looked); l.i++) lock_pause(); /* without a poll */
    __atomic_store_n(&looked, 0, __ATOMIC_RELAXED);
    for (l.i = 0; l.i < 8; l.i++) {
      CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
    }
    CHECK(weft_gate_mine(l.gate) == 1);
    give_back(l.gate, 1);
  }
  CHECK(is_idle(l.gate) && is_idle(l.other));
  ADD(cleaned, 1);
  if (l.h) {
    CALL(4, weft_task_join(l.h, -1));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- slices: a holder gets a second one --------------------------------------------------------------------------- */
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
  CALL(2, take(l.gate, 1));
  l.start = GET(turns);
  for (l.i = 0; l.i < (3 << 18) / 2; l.i++) { /* a slice and a half */
    POLL(3);
  }
  CHECK(GET(turns) == l.start);
  give_back(l.gate, 1);
  for (l.i = 0; l.i < 2; l.i++) {
    POLL(4);
  }
  CHECK(GET(turns) > l.start);
  CALL(5, take(l.gate, 1));
  l.start = GET(turns);
  for (l.i = 0; l.i < (5 << 18) / 2; l.i++) { /* two and a half */
    POLL(6);
  }
  CHECK(GET(turns) > l.start);
  give_back(l.gate, 1);
  ADD(cleaned, 1);
  CALL(7, weft_task_join(l.h, -1));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_holds(const char *test) {
  DEFINE(careless, 0, 0, S(careless, gate), S(careless, ch));
  DEFINE(main_deaths, 0, 0, S(main_deaths, gate), S(main_deaths, ch), S(main_deaths, list));
  DEFINE(main_quiet, 0, 0, S(main_quiet, gate), S(main_quiet, ch));
  DEFINE(forgets, 4, 0, S(forgets, gate));
  DEFINE(main_forgotten, 0, 0, S(main_forgotten, list));
  DEFINE(stranger, 0, 1, S(stranger, mutex), S(stranger, semaphore));
  DEFINE(main_misuse, 0, 1, S(main_misuse, mutex), S(main_misuse, semaphore), S(main_misuse, event), S(main_misuse, h));
  DEFINE(embraced, 0, 0, S(embraced, first), S(embraced, second), S(embraced, met));
  DEFINE(main_embrace, 0, 0, S(main_embrace, a), S(main_embrace, b), S(main_embrace, met), S(main_embrace, h));
  machine_define(counts_turns_descs, sizeof(counts_turns_frame), counts_turns, 0, 0, 0, 0, 0);
  DEFINE(looks, 4, 0, S(looks, gate), S(looks, other));
  DEFINE(passes_by, 0xE0, 0, S(passes_by, gate), S(passes_by, other), S(passes_by, h));
  DEFINE(main_passing, 0, 0, S(main_passing, gate), S(main_passing, other), S(main_passing, own),
         S(main_passing, list));
  DEFINE(main_shows, 0, 0, S(main_shows, gate), S(main_shows, other), S(main_shows, list),
         S(main_shows, h));
  machine_define(busy_descs, sizeof(busy_frame), busy, 2, 0, 0, 0, 0);
  DEFINE(main_slice, 0x58, 0, S(main_slice, gate), S(main_slice, h));
  SCENARIO(deaths);
  SCENARIO(quiet);
  SCENARIO(forgotten);
  SCENARIO(misuse);
  SCENARIO(embrace);
  SCENARIO(slice);
  SCENARIO(passing);
  SCENARIO(shows);
  return 0;
}
