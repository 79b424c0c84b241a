/* Names: who asks for one gets what there is, or makes it while nobody else can; what is dropped, or dies, lives on for
 * who has it. */
#include "gates.h"
#include "../cell.h"
#include "../names.h"

enum { NAMES = 40 };
static int64_t made, dropped;

#define NAMES_GATE() weft_names_gate(REF(&mutex_label), REF(&not_free), REF(&gate_type))
#define FIND(name) weft_names_find(text_of(name), weft_monotonic(), REF(&gate_type))

static ref text_of(int64_t name) {
  char text[24];
  snprintf(text, sizeof text, "name %d", (int)name);
  return weft_text(text);
}
static double until(void) { return getenv("MORTAL") && rnd() % 2 ? weft_monotonic() + rnd() % 3 * 0.00005 : -1; }

FUNC(asks, { ref names, cell, gate; uint32_t pad2; int64_t left, name; }) {
  ENTER(asks);
  for (; l.left; l.left--) {
    l.name = rnd() % NAMES;
    l.names = NAMES_GATE();
    CALL(1, weft_gate_reacquire(l.names, 1));
    enter(1);
    l.cell = FIND(l.name);
    if (!l.cell) {
      l.gate = NEW_GATE(1, 1, mutex_label);
      l.cell = weft_cell_new(SLOT_REF, REF(&gate_type));
      weft_cell_set(l.cell, l.gate, TAG_REF);
      if (rnd() % 4 == 0) { /* pre-empted while it makes it */
        CALL(2, weft_yield());
      }
      weft_names_put(text_of(l.name), l.cell, until(), weft_monotonic());
      ADD(made, 1);
    }
    weft_cell_get(l.cell);
    l.gate = (ref)W->result;
    if (rnd() % 16 == 0) ADD(dropped, weft_names_drop(text_of(l.name), weft_monotonic()));
    leave();
    weft_gate_release(l.names, 1);
    CALL(3, weft_gate_acquire(l.gate, 1, -1));
    CHECK(weft_gate_add(l.gate, 1, 0) == 1);
    if (rnd() % 4 == 0) {
      CALL(4, weft_yield());
    }
    weft_gate_add(l.gate, -1, 0);
    weft_gate_release(l.gate, 1);
    POLL(5);
  }
  RETURN(0);
  LEAVE_LABEL
}
/* Of the dead none is left once something has been put as often as there are lists. */
static void sweep(ref object) {
  uint32_t n, *lists;
  weft_names_put(text_of(NAMES), object, -1, weft_monotonic());
  lists = names_lists(&n);
  for (uint32_t i = 0; i < n; i++) weft_names_put(text_of(NAMES), object, -1, weft_monotonic());
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t name = lists[i]; name; name = AT(Name, name)->next) CHECK(AT(Name, name)->until < 0);
  CHECK(weft_names_drop(text_of(NAMES), weft_monotonic()));
}

FUNC(main_names, { ref names, list; int64_t i; }) {
  ENTER(main_names);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++) AT_LIST(l.list, l.i) = SPAWN(asks, SLOT_NONE, f->v.left = N);
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  l.names = NAMES_GATE();
  CHECK(is_idle(l.names));
  CALL(2, weft_sleep(0.001));
  CALL(3, weft_gate_reacquire(l.names, 1));
  sweep(l.names);
  for (l.i = 0; l.i < NAMES; l.i++) {
    ADD(dropped, weft_names_drop(text_of(l.i), weft_monotonic()));
    CHECK(!FIND(l.i));
  }
  weft_gate_release(l.names, 1);
  CHECK(getenv("MORTAL") ? made >= dropped : made == dropped);
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_names(const char *test) {
  DEFINE(asks, 1 << 5, 0, S(asks, names), S(asks, cell), S(asks, gate));
  DEFINE(main_names, 0, 0, S(main_names, names), S(main_names, list));
  SCENARIO(names);
  return 0;
}
