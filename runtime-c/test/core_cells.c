/* Cells: copies go in and out, under a gate, and nothing of them is in two heaps. */
#include "gates.h"
#include "../cell.h"

#define NEW_CELL(elem) weft_cell_new(elem, REF(&gate_type))
#define DELIVERED ((ref)W->result)

/* A ring of three nodes, each of which has the same text; they say in which turn they were made. */
static ref ring_new(int64_t turn) {
  ref text = weft_text("a text that all of them refer to");
  ref a = node_new(text, 0, turn), b = node_new(text, a, turn), c = node_new(text, b, turn);
  AT(Node, a)->right = c;
  return c;
}
static int is_ring(ref r, int64_t turn) {
  const Node *c = AT(Node, r), *b = AT(Node, c->right), *a = AT(Node, b->right);
  return a->right == r && a->left == b->left && b->left == c->left && a->value == turn && b->value == turn &&
         c->value == turn && AT(Str, a->left)->len == 32;
}

/* --- updates: each turn takes a copy, changes it and puts it back, or gives up ------------------------------------ */
FUNC(updates, { ref gate, cell, mine; uint32_t pad2; int64_t left, seen; }) {
  ENTER(updates);
  for (; l.left; l.left--) {
    CALL(1, weft_gate_acquire(l.gate, 1, getenv("HASTY") ? hasty() : -1));
    if (RAISED) {
      excuse();
      continue;
    }
    enter(1);
    weft_cell_get(l.cell);
    l.mine = DELIVERED;
    l.seen = AT(Node, l.mine)->value;
    CHECK(is_ring(l.mine, l.seen));
    if (rnd() % 4 == 0) {
      CALL(2, weft_yield());
    }
    if (rnd() % 8 == 0) {
      AT(Node, l.mine)->value = -1; /* given up: the copy alone has changed */
    } else {
      l.mine = ring_new(l.seen + 1);
      weft_cell_set(l.cell, l.mine, TAG_REF);
      ADD(finished, 1);
      AT(Node, l.mine)->right = 0;
    }
    leave();
    give_back(l.gate, 1);
    POLL(3);
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_updates, { ref gate, cell, list; uint32_t pad2; int64_t i; }) {
  ENTER(main_updates);
  l.gate = NEW_GATE(1, 1, mutex_label);
  l.cell = NEW_CELL(SLOT_REF);
  weft_cell_set(l.cell, ring_new(0), TAG_REF);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++)
    AT_LIST(l.list, l.i) =
        SPAWN(updates, SLOT_NONE, (f->v.gate = frame.v.gate, f->v.cell = frame.v.cell, f->v.left = N));
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  weft_cell_get(l.cell);
  CHECK(is_ring(DELIVERED, GET(finished)) && is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

/* --- nested: cells and channels in a cell live as long as it does, and go with it --------------------------------- */
FUNC(main_nested, { ref outer, inner, ch; uint32_t pad2; int64_t i; }) {
  ENTER(main_nested);
  for (l.i = 0; l.i < N; l.i++) {
    l.outer = NEW_CELL(SLOT_REF), l.inner = NEW_CELL(SLOT_PAIR);
    l.ch = NEW_CHANNEL(-1, SLOT_INT);
    weft_cell_set(l.inner, 5, TAG_INT);
    weft_cell_get(l.inner);
    CHECK(W->result == 5 && W->result_tag == TAG_INT);
    weft_cell_set(l.inner, l.ch, TAG_REF);
    weft_cell_set(l.outer, node_new(l.inner, l.ch, l.i), TAG_REF);
    l.inner = l.ch = 0;
    POLL(1);
    weft_cell_get(l.outer);
    l.inner = AT(Node, DELIVERED)->left, l.ch = AT(Node, DELIVERED)->right;
    weft_cell_get(l.inner);
    CHECK(W->result_tag == TAG_REF && weft_same_object(DELIVERED, l.ch));
    weft_channel_try_send(DELIVERED, (uint64_t)l.i, TAG_INT);
    weft_channel_try_recv(l.ch);
    CHECK(W->result == (uint64_t)l.i);
    weft_cell_set(l.inner, 7, TAG_INT); /* drops what was in it */
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- kept: what a task keeps while it holds a gate moves with its heap, and is gone with the hold ----------------- */
FUNC(main_kept, { ref gate; uint32_t pad2; int64_t i; }) {
  ENTER(main_kept);
  l.gate = NEW_GATE(1, 1, mutex_label);
  for (l.i = 0; l.i < N; l.i++) {
    CALL(1, take(l.gate, 1));
    CHECK(!weft_gate_keeps(l.gate));
    weft_gate_keep(l.gate, node_new(l.gate, 0, l.i));
    weft_array_new(40);
    POLL(2);
    CHECK(weft_gate_keeps(l.gate) && AT(Node, weft_gate_kept(l.gate))->value == l.i);
    give_back(l.gate, 1);
    CHECK(!weft_gate_keeps(l.gate));
  }
  CHECK(is_idle(l.gate));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_cells(const char *test) {
  DEFINE(updates, 8, 1, S(updates, gate), S(updates, cell), S(updates, mine));
  DEFINE(main_updates, 0, 0, S(main_updates, gate), S(main_updates, cell), S(main_updates, list));
  DEFINE(main_nested, 2, 0, S(main_nested, outer), S(main_nested, inner), S(main_nested, ch));
  DEFINE(main_kept, 4, 0, S(main_kept, gate));
  SCENARIO(updates);
  SCENARIO(nested);
  SCENARIO(kept);
  return 0;
}
