/* select waits for the ends of tasks beside messages, while timeouts and aborts race with them: whoever waits for an
 * end is told of it once, and no message is lost. */
#include "scenario.h"

enum { LIVES = 6, WATCHERS = 5 };
static int64_t ends, given, taken;

FUNC(mayfly, { int64_t n, k; }) {
  ENTER(mayfly);
  for (l.k = l.n % 4; l.k; l.k--) {
    CALL(1, weft_yield());
  }
  RETURN(l.n);
  LEAVE_LABEL
}

/* Until it has seen the ends of all; `left` has a bit for each that it hasn't. */
FUNC(watcher, { ref task[LIVES], ch; uint32_t twice; int64_t left; uint32_t arms, at[LIVES], seen; }) {
  ENTER(watcher);
  for (l.left = (1 << LIVES) - 1; l.left;) {
    weft_select_begin();
    l.arms = 0;
    for (uint32_t i = 0; i < LIVES; i++) {
      if (!(l.left >> i & 1)) continue;
      l.at[l.arms++] = i;
      weft_select_done(l.task[i]);
    }
    l.twice = rnd() % 3 == 0;
    if (l.twice) weft_select_done(l.task[l.at[0]]); else weft_select_recv(l.ch);
    CALL(1, weft_select_wait(rnd() % 3 ? (rnd() % 3) * 0.00002 : -1, (int)(rnd() % 16 == 0)));
    if (RAISED) {
      CHECK(raised_is("weft_Cancelled"));
      weft_catch();
      RETURN(0);
    }
    if (W->outcome != OUTCOME_VALUE) continue;
    if (W->arm == l.arms && !l.twice) {
      ADD(taken, (int64_t)W->result);
      continue;
    }
    l.seen = l.at[W->arm == l.arms ? 0 : W->arm];
    l.left &= ~(1LL << l.seen);
    CHECK(weft_task_done(l.task[l.seen]));
    CALL(2, weft_task_join(l.task[l.seen], -1)); /* goes on at once, or is cancelled */
    if (RAISED) {
      weft_catch();
      RETURN(0);
    }
    ADD(ends, (int64_t)W->result);
  }
  ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(giver, { ref ch; uint32_t pad2; int64_t n; }) {
  ENTER(giver);
  for (; l.n; l.n--) {
    CALL(1, weft_channel_send(l.ch, (uint64_t)l.n, TAG_INT, -1));
    if (RAISED) { /* nobody takes any more */
      weft_catch();
      RETURN(0);
    }
    ADD(given, l.n);
  }
  RETURN(0);
  LEAVE_LABEL
}

/* Each turn some watch the same tasks; every other turn one of them is aborted. */
FUNC(main_ends, { ref task[LIVES], ch, list, sender; uint32_t pad2; int64_t turn, i; }) {
  ENTER(main_ends);
  for (l.turn = 0; l.turn < N / 10; l.turn++) {
    ends = finished = 0;
    l.ch = NEW_CHANNEL(l.turn % 3, SLOT_INT);
    l.list = list_new(WATCHERS);
    for (l.i = 0; l.i < LIVES; l.i++) l.task[l.i] = SPAWN(mayfly, SLOT_INT, f->v.n = frame.v.i + 1);
    for (l.i = 0; l.i < WATCHERS; l.i++) {
      AT_LIST(l.list, l.i) = SPAWN(watcher, SLOT_NONE, (memcpy(f->v.task, frame.v.task, sizeof f->v.task),
                                                        f->v.ch = frame.v.ch));
    }
    l.sender = SPAWN(giver, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.n = 20));
    CALL(1, weft_yield());
    if (l.turn % 2) weft_task_abort(AT_LIST(l.list, l.turn % WATCHERS));
    for (l.i = 0; l.i < WATCHERS; l.i++) {
      CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
      if (RAISED) weft_catch(); /* aborted before it began */
    }
    CHECK(GET(finished) >= WATCHERS - l.turn % 2);
    CHECK(GET(ends) >= GET(finished) * (LIVES * (LIVES + 1) / 2));
    weft_task_abort(l.sender);
    CALL(3, weft_task_join(l.sender, -1));
    if (RAISED) weft_catch();
    while (weft_channel_len(l.ch)) {
      CALL(4, weft_channel_recv(l.ch, SLOT_INT, -1));
      taken += (int64_t)W->result;
    }
    CHECK(GET(given) == GET(taken));
  }
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_ends(const char *test) {
  DEFINE(mayfly, 0, 0);
  DEFINE(watcher, 0, 1, S(watcher, task[0]), S(watcher, task[1]), S(watcher, task[2]), S(watcher, task[3]),
         S(watcher, task[4]), S(watcher, task[5]), S(watcher, ch));
  DEFINE(giver, 0, 1, S(giver, ch));
  DEFINE(main_ends, 0, 1, S(main_ends, task[0]), S(main_ends, task[1]), S(main_ends, task[2]), S(main_ends, task[3]),
         S(main_ends, task[4]), S(main_ends, task[5]), S(main_ends, ch), S(main_ends, list), S(main_ends, sender));
  SCENARIO(ends);
  return 0;
}
