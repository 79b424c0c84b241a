/* Spawns and joins: a storm of them, stealing, the order in which tasks run, and that a seed decides it. */
#include "scenario.h"

/* --- storm: every task spawns ten more, half are joined, half dropped --------------------------------------------- */
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

/* --- steal: long computations, spread over the workers by the ticker ---------------------------------------------- */
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

/* --- timers, order, fairness -------------------------------------------------------------------------------------- */
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
  CALL(1, weft_channel_recv(l.in, SLOT_INT, -1));
  CHECK((int64_t)W->result == l.n);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_order, { ref out, list; int64_t i; }) {
  ENTER(main_order);
  l.out = NEW_CHANNEL(-1, SLOT_INT);
  for (l.i = 8; l.i > 0; l.i--) SPAWN(sleeper, SLOT_NONE, (f->v.out = frame.v.out, f->v.n = frame.v.i * 3));
  for (l.i = 1; l.i <= 8; l.i++) {
    CALL(1, weft_channel_recv(l.out, SLOT_INT, -1));
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

/* --- company: tasks that talk are gathered, and whoever is then alone hears of those that wake -------------------- */
FUNC(talker, { ref in, out; int64_t rounds, i; }) {
  ENTER(talker);
  for (l.i = 0; l.i < l.rounds; l.i++) {
    CALL(1, weft_channel_recv(l.in, SLOT_INT, -1));
    CALL(2, weft_channel_send(l.out, W->result + 1, 0, -1));
    POLL(3);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(visitor, { ref out; uint32_t pad2; int64_t n, i; }) {
  ENTER(visitor);
  for (l.i = 0; l.i < 5; l.i++) {
    CALL(1, weft_sleep((double)(l.n % 4 + 1) * 0.0003));
    CALL(2, weft_channel_send(l.out, 1, 0, -1));
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_company, { ref ring, list, visits, talkers; int64_t i, sum; }) {
  ENTER(main_company);
  l.ring = list_new(12);
  l.talkers = list_new(12);
  l.visits = NEW_CHANNEL(3, SLOT_INT);
  for (l.i = 0; l.i < 12; l.i++) AT_LIST(l.ring, l.i) = NEW_CHANNEL(1, SLOT_INT);
  for (l.i = 0; l.i < 12; l.i++)
    AT_LIST(l.talkers, l.i) = SPAWN(talker, SLOT_NONE, (f->v.in = AT_LIST(frame.v.ring, frame.v.i),
                                                        f->v.out = AT_LIST(frame.v.ring, (frame.v.i + 1) % 12),
                                                        f->v.rounds = N));
  for (l.i = 0; l.i < 4; l.i++) { /* four numbers go round */
    CALL(1, weft_channel_send(AT_LIST(l.ring, l.i * 3), (uint64_t)l.i, 0, -1));
  }
  while (!ONE_WORKER && GET(ticks) < 20) { /* the ticker writes what was printed, and isn't who is alone */
    CALL(6, pass_send(l.visits, 1));
    CALL(7, pass_recv(l.visits));
    POLL(8);
  }
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) = SPAWN(visitor, SLOT_NONE, (f->v.out = frame.v.visits, f->v.n = frame.v.i));
  SPAWN(compute, SLOT_INT, (f->v.n = N * 10, f->v.x = 1));
  for (l.i = 0; l.i < 40; l.i++) {
    CALL(2, weft_channel_recv(l.visits, SLOT_INT, -1));
    l.sum += (int64_t)W->result;
  }
  CHECK(l.sum == 40);
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  for (l.i = 0; l.i < 12; l.i++) {
    CALL(4, weft_task_join(AT_LIST(l.talkers, l.i), -1));
  }
  for (l.i = 0, l.sum = 0; l.i < 4; l.i++) { /* all are where they began */
    CALL(5, weft_channel_recv(AT_LIST(l.ring, l.i * 3), SLOT_INT, -1));
    l.sum += (int64_t)W->result;
  }
  CHECK(l.sum == 0 + 1 + 2 + 3 + 12 * N);
  RETURN(0);
  LEAVE_LABEL
}

/* --- joins in the order of the spawns leave nothing behind at the old end of the queue, where a publisher looks --- */
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

/* --- a seeded run: the order of events, as a number --------------------------------------------------------------- */
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

MachineDesc *family_scheduling(const char *test) {
  DEFINE(storm, 10, 0, S(storm, h), S(storm, list));
  DEFINE(main_storm, 0, 0, S(main_storm, h));
  machine_define(compute_descs, sizeof(compute_frame), compute, 2, 0, 0, 0, 0);
  DEFINE(main_steal, 0, 0, S(main_steal, list));
  DEFINE(sleeper, 0, 0, S(sleeper, out));
  DEFINE(queued, 0, 0, S(queued, in), S(queued, out));
  DEFINE(talker, 8, 0, S(talker, in), S(talker, out));
  DEFINE(visitor, 0, 0, S(visitor, out));
  DEFINE(main_company, 0, 0, S(main_company, ring), S(main_company, list), S(main_company, visits),
         S(main_company, talkers));
  DEFINE(main_order, 0, 0, S(main_order, out), S(main_order, list));
  machine_define(idle_child_descs, sizeof(idle_child_frame), idle_child, 0, 0, 0, 0, 0);
  DEFINE(main_holes, 0, 0, S(main_holes, list));
  DEFINE(event, 0, 0, S(event, ch));
  DEFINE(main_seeded, 0, 0, S(main_seeded, list));
  SCENARIO(storm);
  SCENARIO(steal);
  SCENARIO(order);
  SCENARIO(company);
  SCENARIO(holes);
  SCENARIO(seeded);
  return 0;
}
