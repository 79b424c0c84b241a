/* Gates: who is inside, whatever else is done, and what timeouts and aborts leave behind: nothing. */
#include "gates.h"

#define LITERAL(s) {.len = sizeof(s) - 1, .width = 1, .text = s}
Literal mutex_label = LITERAL("Mutex"), semaphore_label = LITERAL("Semaphore"), event_label = LITERAL("Event");
Literal not_free = LITERAL("was not free"), not_set = LITERAL("was not set");
int64_t inside, gave_up;

static int64_t most, turns;

/* --- mutex: one at a time, whatever else is done ------------------------------------------------------------------ */
FUNC(locker, { ref gate; uint32_t pad2; int64_t i, seen; }) {
  ENTER(locker);
  for (l.i = 0; l.i < N / 4; l.i++) {
    if (rnd() % 4 == 0) {
      if (!weft_gate_try_acquire(l.gate, 1)) continue;
    } else {
      CALL(1, take(l.gate, 1));
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
    give_back(l.gate, 1);
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

MachineDesc *family_permits(const char *test) {
  DEFINE(locker, 0x18, 0, S(locker, gate));
  DEFINE(main_mutex, 0, 0, S(main_mutex, gate), S(main_mutex, list));
  DEFINE(taker, 0, 1, S(taker, gate));
  DEFINE(main_permits, 0, 1, S(main_permits, gate), S(main_permits, list));
  DEFINE(greedy, 0, 1, S(greedy, gate));
  DEFINE(modest, 0, 0, S(modest, gate));
  DEFINE(main_leaving, 0, 0, S(main_leaving, gate), S(main_leaving, first), S(main_leaving, second));
  SCENARIO(mutex);
  SCENARIO(permits);
  SCENARIO(leaving);
  return 0;
}
