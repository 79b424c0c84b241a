/* Gates: who comes next. */
#include "gates.h"

enum { ALL = 1 << 30 }; /* permits of a lock for readers and writers */

static int64_t turns;

/* --- order: first come, first served, and a writer among readers that never stop ---------------------------------- */
FUNC(comer, { ref gate; uint32_t pad2; int64_t rank, permits; }) {
  ENTER(comer);
  CALL(1, weft_gate_acquire(l.gate, l.permits, -1));
  CHECK(ADD_GET(turns, 1) == l.rank);
  CALL(2, weft_yield());
  weft_gate_release(l.gate, l.permits);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_queue, { ref gate, list; int64_t i; }) {
  ENTER(main_queue);
  l.gate = NEW_GATE(4, 1, semaphore_label);
  l.list = list_new(20);
  CALL(1, weft_gate_acquire(l.gate, 4, -1));
  for (l.i = 0; l.i < 20; l.i++) { /* all but the first wait for all four: one after the other */
    AT_LIST(l.list, l.i) = SPAWN(
        comer, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.rank = frame.v.i + 1, f->v.permits = frame.v.i ? 4 : 1));
    while (waiting(l.gate) <= l.i) {
      CALL(2, weft_sleep(0.0001));
    }
  }
  weft_gate_release(l.gate, 4);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(turns) == 20 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

static int64_t written; /* times that the writer was inside */
FUNC(reader, { ref gate; uint32_t pad2; int64_t before; }) {
  ENTER(reader);
  while (GET(written) < 20) {
    CALL(1, take(l.gate, 1));
    l.before = GET(written);
    CALL(2, weft_yield());
    CHECK(GET(written) == l.before); /* no writer in here */
    give_back(l.gate, 1);
    POLL(3);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(writer, { ref gate; uint32_t pad2; int64_t i; }) {
  ENTER(writer);
  for (l.i = 0; l.i < 20; l.i++) {
    CALL(1, take(l.gate, ALL)); /* readers overlap, so that all permits are never free by chance */
    enter(1);
    ADD(written, 1);
    leave();
    give_back(l.gate, ALL);
    CALL(2, weft_yield());
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_writers, { ref gate, list; int64_t i; }) {
  ENTER(main_writers);
  l.gate = NEW_GATE(ALL, 1, mutex_label);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) =
        l.i ? SPAWN(reader, SLOT_NONE, f->v.gate = frame.v.gate) : SPAWN(writer, SLOT_NONE, f->v.gate = frame.v.gate);
  for (l.i = 0; l.i < 8; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  CHECK(GET(written) == 20 && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_queues(const char *test) {
  DEFINE(comer, 0, 0, S(comer, gate));
  DEFINE(main_queue, 0, 0, S(main_queue, gate), S(main_queue, list));
  DEFINE(reader, 8, 0, S(reader, gate));
  DEFINE(writer, 0, 0, S(writer, gate));
  DEFINE(main_writers, 0, 0, S(main_writers, gate), S(main_writers, list));
  SCENARIO(queue);
  SCENARIO(writers);
  return 0;
}
