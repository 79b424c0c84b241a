/* Gates: their words, and who parks on them: no waking is lost. */
#include "gates.h"

/* --- the word: no waking is lost ---------------------------------------------------------------------------------- */
FUNC(consumer, { ref gate; uint32_t aborted; int64_t left, seen; }) {
  ENTER(consumer);
  while (l.left) {
    l.seen = weft_gate_load(l.gate);
    if (l.seen > 0) {
      if (weft_gate_compare_exchange(l.gate, l.seen, l.seen - 1, 0) == l.seen) l.left--, ADD(finished, 1);
    } else {
      CALL(1, weft_gate_park_if(l.gate, 0, -1, getenv("HASTY") ? hasty() : -1));
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
      CALL(1, weft_gate_park_if(l.gate, l.seen, -1, -1));
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
    CALL(1, weft_gate_park_if(l.event, 0, -1, -1));
    ADD(finished, 1);
  }
  RETURN(0);
  LEAVE_LABEL
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

/* Each turn adds by one of the ways there are; what swaps take out is put back. */
FUNC(adder, { ref gate, full; int64_t left, taken; }) {
  ENTER(adder);
  for (; l.left; l.left--) {
    if (l.left % 4 == 0) {
      weft_gate_add(l.gate, 3, 0);
    } else if (l.left % 4 == 1) {
      l.taken = weft_gate_swap(l.gate, 0);
      weft_gate_add(l.gate, l.taken + 3, l.left % 3 ? 0 : 1);
    } else if (l.left % 4 == 2) {
      l.taken = weft_gate_load(l.gate);
      while (weft_gate_compare_exchange(l.gate, l.taken, l.taken + 3, 0) != l.taken) l.taken = weft_gate_load(l.gate);
    } else {
      weft_gate_add(l.full, l.left, (int64_t)rnd() % 2);
      CHECK(RAISED && raised_is("OverflowError") && weft_gate_load(l.full) == WEFT_INT_MAX);
      weft_catch();
      weft_gate_add(l.gate, 3, 0);
    }
    POLL(1);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_sums, { ref gate, full, list; uint32_t pad2; int64_t i; }) {
  ENTER(main_sums);
  l.gate = NEW_EVENT();
  l.full = NEW_EVENT();
  weft_gate_store(l.full, WEFT_INT_MAX, 0);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++)
    AT_LIST(l.list, l.i) = SPAWN(adder, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.full = frame.v.full, f->v.left = N));
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(weft_gate_load(l.gate) == N * 18 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_words(const char *test) {
  DEFINE(consumer, 4, 1, S(consumer, gate));
  DEFINE(producer_of, 4, 0, S(producer_of, gate));
  DEFINE(main_word, 0, 0, S(main_word, gate), S(main_word, list));
  DEFINE(partner, 4, 0, S(partner, gate));
  DEFINE(main_turns, 0, 0, S(main_turns, gate), S(main_turns, a), S(main_turns, b));
  DEFINE(waits_for_event, 0, 0, S(waits_for_event, event));
  DEFINE(main_event, 0, 0, S(main_event, event), S(main_event, list));
  DEFINE(adder, 4, 0, S(adder, gate), S(adder, full));
  DEFINE(main_sums, 0, 0, S(main_sums, gate), S(main_sums, full), S(main_sums, list));
  SCENARIO(word);
  SCENARIO(sums);
  SCENARIO(turns);
  SCENARIO(event);
  return 0;
}
