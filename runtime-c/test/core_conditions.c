/* Gates: a lock and a word together, as conditions have them. */
#include "gates.h"

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
      CALL(1, take(l.mutex, 1));
      if (RAISED) excuse();
    } while (!weft_gate_mine(l.mutex));
    WAIT_UNTIL(stored < room, 2, l.emptied);
    enter(1);
    slots[stored++] = l.i;
    sum_in += l.i;
    leave();
    weft_gate_unpark(l.filled, 1);
    give_back(l.mutex, 1);
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
      CALL(1, take(l.mutex, 1));
      if (RAISED) excuse();
    } while (!weft_gate_mine(l.mutex));
    WAIT_UNTIL(stored > 0, 2, l.filled);
    enter(1);
    sum_out += slots[--stored];
    leave();
    weft_gate_unpark(l.emptied, 1);
    give_back(l.mutex, 1);
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
      if (weft_gate_mine(l.mutex)) give_back(l.mutex, 1);
      if (l.tries % 256 == 0) {
        CALL(1, weft_yield());
      }
    }
    ready = 1;
    weft_gate_unpark(l.condition, 1);
    give_back(l.mutex, 1);
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
    CALL(1, take(l.mutex, 1));
    while (!ready) {
      CALL(2, weft_gate_release_and_park(l.mutex, 1, l.condition, -1));
      CALL(3, weft_gate_reacquire(l.mutex, 1));
    }
    ready = 0;
    give_back(l.mutex, 1);
  }
  CALL(4, weft_task_join(l.h, -1));
  CHECK(is_idle(l.mutex) && is_idle(l.condition));
  RETURN(0);
  LEAVE_LABEL
}

/* An abort waits until the lock is back. */
FUNC(recovers, { ref mutex, condition; int64_t tries; }) {
  ENTER(recovers);
  CALL(1, take(l.mutex, 1));
  CALL(2, weft_gate_release_and_park(l.mutex, 1, l.condition, -1));
  CHECK(!RAISED && !weft_gate_mine(l.mutex));
  for (; !weft_gate_mine(l.mutex); l.tries++) {
    CALL(3, weft_gate_reacquire(l.mutex, 1));
    CHECK(!RAISED);
  }
  CHECK(l.tries == 1);
  give_back(l.mutex, 1);
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
  CALL(2, take(l.mutex, 1));
  weft_gate_unpark(l.condition, 1);
  while (waiting(l.mutex) < 1) {
    CALL(3, weft_sleep(0.0001));
  }
  weft_task_abort(l.h);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(4, weft_sleep(0.0001));
    CHECK(waiting(l.mutex) == 1);
  }
  give_back(l.mutex, 1);
  CALL(5, weft_task_join(l.h, -1));
  CHECK(raised_is("weft_Aborted"));
  weft_catch();
  CHECK(is_idle(l.mutex) && is_idle(l.condition));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_conditions(const char *test) {
  DEFINE(putter, 0, 1, S(putter, mutex), S(putter, filled), S(putter, emptied));
  DEFINE(getter, 0, 1, S(getter, mutex), S(getter, filled), S(getter, emptied));
  DEFINE(main_condition, 0, 1, S(main_condition, mutex), S(main_condition, filled), S(main_condition, emptied),
         S(main_condition, list));
  DEFINE(pounces, 0, 0, S(pounces, mutex), S(pounces, condition));
  DEFINE(main_pounce, 0, 0, S(main_pounce, mutex), S(main_pounce, condition), S(main_pounce, h));
  DEFINE(recovers, 0, 0, S(recovers, mutex), S(recovers, condition));
  DEFINE(main_shielded, 0, 1, S(main_shielded, mutex), S(main_shielded, condition), S(main_shielded, h));
  SCENARIO(condition);
  SCENARIO(pounce);
  SCENARIO(shielded);
  return 0;
}
