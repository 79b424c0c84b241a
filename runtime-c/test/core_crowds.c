/* More tasks than are kept waiting: new ones run inside the one that spawns them; what they leave behind. */
#include "scenario.h"

static int64_t inside; /* tasks that began inside another */

/* Whether this run is one in which a crowd's tasks surely run inside the task that spawns them. */
static int nests(void) { return weft_global.worker_count == 1 && !weft_global.stress && !weft_global.seeded; }

FUNC(empty, { int64_t n; }) {
  ENTER(empty);
  ADD(finished, 1);
  RETURN(l.n);
  LEAVE_LABEL
}

/* --- crowd: all that a task may do while it runs inside another --------------------------------------------------- */
FUNC(member, { ref in, h; int64_t n, i; }) {
  ENTER(member);
  if (core_current()->nested) ADD(inside, 1);
  if (l.n % 5 == 1) {
    CALL(1, weft_channel_recv(l.in, SLOT_INT, -1));
  } else if (l.n % 5 == 2) {
    CALL(2, weft_yield());
  } else if (l.n % 5 == 3) {
    l.h = SPAWN(empty, SLOT_INT, f->v.n = frame.v.n);
    CALL(3, weft_task_join(l.h, -1));
    CHECK((int64_t)W->result == l.n);
  } else if (l.n % 500 == 4) { /* longer than a slice */
    for (; l.i < 20000; l.i++) {
      rnd();
      POLL(4);
    }
  } else if (l.n % 500 == 5) {
    weft_raise(&weft_type_ValueError, "it failed");
    LEAVE;
  }
  ADD(finished, 1);
  RETURN(l.n);
  LEAVE_LABEL
}
FUNC(main_crowd, { ref in, list; int64_t n, i; }) {
  ENTER(main_crowd);
  l.in = NEW_CHANNEL(0, SLOT_INT);
  l.n = N * 15;
  l.list = list_new(l.n);
  for (l.i = 0; l.i < l.n; l.i++) {
    AT_LIST(l.list, l.i) = SPAWN(member, SLOT_INT, (f->v.in = frame.v.in, f->v.n = frame.v.i));
    POLL(1);
  }
  if (nests()) CHECK(GET(inside) > 0);
  for (l.i = 1; l.i < l.n; l.i += 5) {
    CALL(2, weft_channel_send(l.in, (uint64_t)l.i, 0, -1));
  }
  for (l.i = 0; l.i < l.n; l.i++) {
    CALL(3, weft_task_outcome(AT_LIST(l.list, l.i), -1));
    if (l.i % 500 == 5) CHECK(W->outcome == OUTCOME_ERROR);
    else CHECK(W->outcome == OUTCOME_VALUE && (int64_t)W->result == l.i);
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- told: aborted by a task that runs inside it, and polls itself ------------------------------------------------ */
FUNC(teller, { ref spawner; uint32_t pad2; int64_t i; }) {
  ENTER(teller);
  weft_task_abort(l.spawner);
  for (; l.i < 10; l.i++) {
    POLL(1);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(spawner, { ref me, h; int64_t i; }) {
  ENTER(spawner);
  l.me = weft_task_current(REF(&task_type));
  for (l.i = 0; l.i < 1500; l.i++) SPAWN(empty, SLOT_INT, f->v.n = 0);
  SPAWN(teller, SLOT_NONE, f->v.spawner = frame.v.me);
  POLL(1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_told, { ref h; uint32_t pad2; int64_t i; }) {
  ENTER(main_told);
  l.h = SPAWN(spawner, SLOT_NONE, f->v.i = 0);
  CALL(1, weft_task_outcome(l.h, -1));
  if (nests()) CHECK(W->outcome == OUTCOME_ERROR);
  RETURN(0);
  LEAVE_LABEL
}

/* --- unjoined: what a task that has ended takes ------------------------------------------------------------------- */
FUNC(main_unjoined, { ref list; uint32_t pad2; int64_t n, i; uint64_t before; }) {
  ENTER(main_unjoined);
  l.n = N * 100;
  l.list = list_new(l.n);
  l.before = arena_in_use();
  for (l.i = 0; l.i < l.n; l.i++) AT_LIST(l.list, l.i) = SPAWN(empty, SLOT_INT, f->v.n = 0);
  while (GET(finished) < l.n) {
    CALL(1, weft_yield());
  }
  CHECK(arena_in_use() - l.before <= 100 * (uint64_t)l.n);
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_crowds(const char *test) {
  machine_define(empty_descs, sizeof(empty_frame), empty, 0, 0, 0, 0, 0);
  DEFINE(member, 1 << 4, 0, S(member, in), S(member, h));
  DEFINE(main_crowd, 1 << 1, 0, S(main_crowd, in), S(main_crowd, list));
  DEFINE(teller, 1 << 1, 0, S(teller, spawner));
  DEFINE(spawner, 1 << 1, 0, S(spawner, me), S(spawner, h));
  DEFINE(main_told, 0, 0, S(main_told, h));
  DEFINE(main_unjoined, 0, 0, S(main_unjoined, list));
  SCENARIO(crowd);
  SCENARIO(told);
  SCENARIO(unjoined);
  return 0;
}
