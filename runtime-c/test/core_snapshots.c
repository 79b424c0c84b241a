/* Snapshots of tasks that go on meanwhile, and tasks that are pinned to workers. */
#include "gates.h"
#include "../exc.h"
#include "../scheduler.h"
#include "../scope.h"
#include "../spawn.h"

enum { BUSY = 12 };
static int64_t stop, moved;

static ref new_mutex(void) { return weft_gate_new(1, 1, REF(&event_label), REF(&not_set), REF(&gate_type)); }

/* It takes locks, sends, receives, sleeps, and starts others that end. */
FUNC(restless, { ref ch, gate, h; uint32_t pad2; int64_t i; }) {
  ENTER(restless);
  for (; !GET(stop); l.i++) {
    CALL(1, take(l.gate, 1));
    CALL(2, weft_yield());
    give_back(l.gate, 1);
    if (l.i % 2) {
      CALL(3, weft_channel_send(l.ch, 7, TAG_INT, 0.001));
    } else {
      CALL(4, weft_channel_recv(l.ch, SLOT_INT, 0.001));
    }
    if (RAISED) weft_catch(); /* too late */
    weft_select_begin();
    weft_select_recv(l.ch);
    weft_select_send(l.ch, 8, TAG_INT);
    CALL(5, weft_select_wait(0.001, 0));
    l.h = SPAWN(restless, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.gate = frame.v.gate, f->v.i = -1));
    weft_task_abort(l.h);
    CALL(6, weft_task_outcome(l.h, -1));
  }
  ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(main_watched, { ref ch, gate, text, list; int64_t turn, i; }) {
  ENTER(main_watched);
  l.ch = NEW_CHANNEL(1, SLOT_INT);
  l.gate = new_mutex();
  l.list = list_new(BUSY);
  for (l.i = 0; l.i < BUSY; l.i++)
    AT_LIST(l.list, l.i) = SPAWN(restless, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.gate = frame.v.gate, f->v.i = 0));
  for (l.turn = 0; l.turn < N; l.turn++) {
    l.text = weft_snapshot_tasks();
    CHECK(!RAISED && AT(Str, l.text)->len > BUSY * 5);
    CHECK(weft_snapshot_count() > BUSY);
    CALL(1, weft_yield());
  }
  ADD(stop, 1);
  for (l.i = 0; l.i < BUSY; l.i++) {
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK(!RAISED);
  }
  CHECK(weft_snapshot_count() == 1);
  RETURN(0);
  LEAVE_LABEL
}

/* It waits in all ways, and is always on the same worker. */
FUNC(settled, { ref ch, gate; uint32_t worker, sends; int64_t i, pinned; }) {
  ENTER(settled);
  l.worker = core_current()->index;
  l.pinned = task_fiber(core_current()->task)->home & HOME_PINNED;
  for (; l.i < N; l.i++) {
    CALL(1, weft_yield());
    if (core_current()->index != l.worker) ADD(moved, 1), l.worker = core_current()->index;
    CHECK(!l.pinned || core_current()->index == (task_fiber(core_current()->task)->home & (HOME_PINNED - 1)));
    CALL(2, take(l.gate, 1));
    POLL(3);
    give_back(l.gate, 1);
    if (l.sends) {
      CALL(4, weft_channel_send(l.ch, 7, TAG_INT, -1));
    } else {
      CALL(5, weft_channel_recv(l.ch, SLOT_INT, -1));
    }
    if (l.i % 16 == 0) {
      CALL(6, weft_sleep(0.00001));
    }
  }
  ADD(finished, 1);
  RETURN(l.pinned != 0);
  LEAVE_LABEL
}

/* More of them than there are workers: as many as there are free ones are pinned, in each round. */
FUNC(main_pinned, { ref ch, lock, scope, list; int64_t round, i, pinned, word; }) {
  enum { CHILDREN = 6, ROUNDS = 4 };
  ENTER(main_pinned);
  l.ch = NEW_CHANNEL(2, SLOT_INT);
  l.lock = new_mutex();
  l.list = list_new(CHILDREN);
  for (l.round = 0; l.round < ROUNDS; l.round++) {
    l.scope = weft_gate_new(0, 0, REF(&event_label), REF(&not_set), REF(&gate_type));
    weft_scope_enter(l.scope);
    for (l.i = 0; l.i < CHILDREN; l.i++) {
      CHECK(weft_scope_sponsor(l.scope, 1, 1));
      AT_LIST(l.list, l.i) =
          SPAWN(settled, SLOT_INT,
                (f->v.ch = frame.v.ch, f->v.gate = frame.v.lock, f->v.i = 0, f->v.sends = frame.v.i % 2));
    }
    weft_scope_leave(l.scope, 0);
    while ((l.word = weft_gate_load(l.scope)) & UINT32_MAX) {
      CALL(1, weft_gate_park_if(l.scope, l.word, 0xFFFFFFFLL << 32, -1));
    }
    l.pinned = 0;
    for (l.i = 0; l.i < CHILDREN; l.i++) {
      CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
      CHECK(!RAISED);
      l.pinned += (int64_t)W->result;
    }
    int64_t workers = scheduler_workers();
    int64_t least = workers == 1 || weft_global.seeded ? 0 : workers < CHILDREN ? workers : CHILDREN;
    CHECK(l.pinned >= least && (least || !l.pinned)); /* more where one ends before the next is spawned */
  }
  CHECK(load_seq(&weft_global.pinned) == 0);
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_snapshots(const char *test) {
  DEFINE(restless, 0, 1, S(restless, ch), S(restless, gate), S(restless, h));
  DEFINE(main_watched, 0, 0, S(main_watched, ch), S(main_watched, gate), S(main_watched, text), S(main_watched, list));
  DEFINE(settled, 1 << 3, 0, S(settled, ch), S(settled, gate));
  DEFINE(main_pinned, 0, 0, S(main_pinned, ch), S(main_pinned, lock), S(main_pinned, scope), S(main_pinned, list));
  SCENARIO(watched);
  SCENARIO(pinned);
  return 0;
}
