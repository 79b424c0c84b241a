/* Scopes: children that end, fail and wait for ever, while their owners are aborted. */
#include "gates.h"
#include "../exc.h"
#include "../scope.h"

#define ROUNDS (0xFFFFFFFLL << 32)
enum { CHILDREN = 5, OWNERS = 6 };
static int64_t alive, failures, told;

FUNC(child, { ref ch; uint32_t how; int64_t k; }) {
  ENTER(child);
  ADD(alive, 1);
  for (l.k = l.how % 3; l.k; l.k--) {
    CALL(1, weft_yield());
    if (RAISED) goto ended;
  }
  if (l.how % 8 == 1 || l.how % 8 == 5) {
    CALL(2, weft_channel_recv(l.ch, SLOT_INT, -1));
    CHECK(raised_is("weft_Cancelled"));
    goto ended;
  }
  if (l.how % 8 == 2) {
    ADD(failures, 1);
    weft_raise(&weft_type_ValueError, "a child failed");
  }
  goto ended;
  LEAVE_LABEL
  return;
ended:
  ADD(alive, -1);
}

/* As the library's scope. Who waits in it for ever has a child that fails. */
#define FAILS(seed) (((2 - (seed)) & 7) < CHILDREN)
FUNC(owner, { ref gate, ch; uint32_t cancelled, ours; int64_t seed, i, word; }) {
  ENTER(owner);
  l.gate = weft_gate_new(0, 0, REF(&event_label), REF(&not_set), REF(&gate_type));
  weft_scope_enter(l.gate);
  for (l.i = 0; l.i < CHILDREN; l.i++) {
    CHECK(weft_scope_sponsor(l.gate, 1, 0));
    SPAWN(child, SLOT_NONE,
          (f->v.ch = frame.v.ch, f->v.how = FAILS(frame.v.seed) ? (uint32_t)(frame.v.seed + frame.v.i) : 0));
  }
  if (FAILS(l.seed) && l.seed % 2) { /* until the child fails, or somebody aborts */
    CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));
    CHECK(raised_is("weft_Cancelled"));
    l.cancelled = 1;
    weft_catch();
  }
  l.ours = (uint32_t)weft_scope_leave(l.gate, (int)l.cancelled);
  if (l.cancelled) weft_scope_abort(l.gate);
  while ((l.word = weft_gate_load(l.gate)) & UINT32_MAX) {
    if (weft_scope_failed(l.gate)) weft_scope_abort(l.gate);
    CALL(2, weft_gate_park_if(l.gate, l.word, ROUNDS, -1));
    if (RAISED) {
      CHECK(raised_is("weft_Cancelled"));
      weft_catch();
      weft_scope_abort(l.gate);
    }
  }
  CHECK(!GATE(l.gate)->holds);
  l.word = weft_scope_failed(l.gate);
  CHECK(!l.ours || l.word);
  for (l.i = 0; l.i < l.word; l.i++) {
    CHECK(!weft_scope_told(l.gate));
    weft_scope_raise(l.gate);
    CHECK(raised_is("ValueError"));
    weft_catch();
    ADD(told, 1);
  }
  weft_scope_raise(l.gate); /* no more */
  CHECK(!RAISED && !weft_scope_failed(l.gate));
  ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}

FUNC(main_scopes, { ref ch, list; int64_t turn, i; }) {
  ENTER(main_scopes);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  for (l.turn = 0; l.turn < N / 10; l.turn++) {
    l.list = list_new(OWNERS);
    for (l.i = 0; l.i < OWNERS; l.i++)
      AT_LIST(l.list, l.i) = SPAWN(owner, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.seed = frame.v.turn + frame.v.i));
    for (l.i = l.turn % 3; l.i; l.i--) {
      CALL(1, weft_yield());
    }
    weft_task_abort(AT_LIST(l.list, l.turn % OWNERS));
    for (l.i = 0; l.i < OWNERS; l.i++) {
      CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
      if (RAISED) weft_catch(); /* aborted before it began */
    }
    CHECK(GET(alive) == 0);
  }
  CHECK(GET(finished) >= N / 10 * (OWNERS - 1));
  CHECK(GET(told) && GET(told) == GET(failures));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_scopes(const char *test) {
  DEFINE(child, 0, 1, S(child, ch));
  DEFINE(owner, 0, 1, S(owner, gate), S(owner, ch));
  DEFINE(main_scopes, 0, 1, S(main_scopes, ch), S(main_scopes, list));
  SCENARIO(scopes);
  return 0;
}
