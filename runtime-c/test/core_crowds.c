/* Tasks that run inside others: more than are kept waiting, inside the one that spawns them; a server inside its client
 * that waits. What tasks leave behind. */
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

/* --- served: all that a server may do while it runs inside its client that waits, or the client inside it --------- */
static int loud(void) { return getenv("LOUD") != 0; } /* they might wait for the host, so none runs inside */
enum { REPLIES, YIELDS, JOINS, COMPUTES, ABORTS, ASKS, ENDS, SERVICES };
FUNC(server, { ref in, out, client, h; int64_t n, i; }) {
  ENTER(server);
  for (;;) {
    CALL(1, weft_channel_next(l.in, SLOT_INT));
    if (W->outcome == OUTCOME_CLOSED) break;
    l.n = (int64_t)W->result;
    if (core_current()->inside) ADD(inside, 1); /* either inside the other */
    if (l.n % SERVICES == YIELDS) {
      CALL(2, weft_yield());
    } else if (l.n % SERVICES == JOINS) {
      l.h = SPAWN(empty, SLOT_INT, f->v.n = frame.v.n);
      CALL(3, weft_task_join(l.h, -1));
    } else if (l.n % SERVICES == COMPUTES) {
      for (l.i = 0; l.i < 300; l.i++) {
        rnd();
        POLL(4);
      }
    } else if (l.n % SERVICES == ABORTS) {
      weft_task_abort(l.client);
      continue;
    } else if (l.n % SERVICES == ASKS) { /* the reply to the first is what is asked next */
      CALL(5, weft_channel_send(l.out, 0, 0, -1));
      CALL(6, weft_channel_recv(l.in, SLOT_INT, -1));
      CHECK(W->result == 0);
    }
    CALL(7, weft_channel_send(l.out, (uint64_t)(l.n + 1), 0, -1));
    if (l.n % SERVICES == ENDS) { /* and another goes on */
      SPAWN(server, SLOT_NONE, (f->v.in = frame.v.in, f->v.out = frame.v.out, f->v.client = frame.v.client));
      break;
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(client, { ref to, from; int64_t n; uint32_t pad2, how; }) {
  ENTER(client);
  SPAWN(server, SLOT_NONE,
        (f->v.in = frame.v.to, f->v.out = frame.v.from, f->v.client = weft_task_current(REF(&task_type))));
  for (l.n = 0; l.n < N * SERVICES; l.n++) {
    if (core_current()->inside) ADD(inside, 1);
    CALL(1, weft_channel_send(l.to, (uint64_t)l.n, 0, -1));
    CHECK(!RAISED);
    do {
      weft_select_begin();
      weft_select_recv(l.from);
      CALL(2, l.n & 1 ? weft_channel_recv(l.from, SLOT_INT, -1) : weft_select_wait(-1, 0));
      if (RAISED) {
        CHECK(l.n % SERVICES == ABORTS && raised_is("weft_Cancelled"));
        weft_catch();
        break;
      }
      CHECK(l.n % SERVICES != ABORTS);
      if (W->result) break;
      CALL(3, weft_channel_send(l.to, 0, 0, -1));
    } while (1);
    if (l.n % SERVICES != ABORTS) CHECK((int64_t)W->result == l.n + 1);
    POLL(4);
  }
  weft_channel_close(l.to);
  ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_served, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(main_served);
  l.list = list_new(3);
  for (l.i = 0; l.i < 3; l.i++) { /* the first alone, the others side by side */
    AT_LIST(l.list, l.i) = SPAWN(client, SLOT_NONE, (f->v.to = NEW_CHANNEL(frame.v.i & 1, SLOT_INT),
                                                     f->v.from = NEW_CHANNEL(0, SLOT_INT)));
    if (l.i) continue;
    CALL(1, weft_task_join(AT_LIST(l.list, 0), -1));
    if (nests()) CHECK(loud() ? !GET(inside) : GET(inside) > N * 3);
  }
  for (l.i = 1; l.i < 3; l.i++) {
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
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
  DEFINE(server, 1 << 4, 0, S(server, in), S(server, out), S(server, client), S(server, h));
  DEFINE(client, 1 << 4, 1, S(client, to), S(client, from));
  for (int i = 0; loud() && i < MACHINE_POINTS; i++) {
    server_descs[i].desc.flags &= ~(uint32_t)FRAME_QUIET;
    client_descs[i].desc.flags &= ~(uint32_t)FRAME_QUIET;
  }
  DEFINE(main_served, 0, 0, S(main_served, list));
  DEFINE(main_unjoined, 0, 0, S(main_unjoined, list));
  SCENARIO(crowd);
  SCENARIO(told);
  SCENARIO(served);
  SCENARIO(unjoined);
  return 0;
}
