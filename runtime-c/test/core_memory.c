/* Values: collected, copied as messages; and what comes when there is no memory. */
#include "scenario.h"

/* --- the heap ----------------------------------------------------------------------------------------------------- */
FUNC(grower, { ref list, tree, text, h; int64_t n, i; }) {
  /* a list, garbage, text; verified after every so many collections */
  ENTER(grower);
  l.text = weft_text("caf\xc3\xa9");
  for (l.i = 0; l.i < l.n; l.i++) {
    ref node = node_new(l.list, l.text, l.i);
    l.list = node;
    node_new(node, node, -1);
    weft_array_new(64 + rnd() % 2000);
    if (l.i % 512 == 0) weft_array_new(40000);
    POLL(1);
  }
  {
    int64_t count = 0;
    for (ref r = l.list; r; r = AT(Node, r)->left, count++) {
      CHECK(AT(Node, r)->value == l.n - 1 - count);
      CHECK(AT(Node, r)->right == l.text);
    }
    CHECK(count == l.n);
    CHECK(AT(Str, l.text)->len == 4 && AT(Str, l.text)->data[3] == 0xe9);
  }
  RETURN(l.list);
  LEAVE_LABEL
}
FUNC(main_gc, { ref list, h; int64_t i; }) {
  ENTER(main_gc);
  l.list = list_new(4);
  for (l.i = 0; l.i < 4; l.i++)
    AT_LIST(l.list, l.i) = SPAWN(grower, SLOT_REF, f->v.n = N / (weft_global.stress ? 8 : 1));
  for (l.i = 0; l.i < 4; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
    int64_t count = 0;
    for (ref r = (ref)W->result; r; r = AT(Node, r)->left) count++;
    CHECK(count == N / (weft_global.stress ? 8 : 1));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- messages: sharing and cycles stay, a million long is no recursion -------------------------------------------- */
FUNC(echo, { ref in, out; }) {
  ENTER(echo);
  for (;;) {
    CALL(1, weft_channel_next(l.in, SLOT_INT));
    if (W->outcome == OUTCOME_CLOSED) break;
    CALL(2, weft_channel_send(l.out, W->result, 0, -1));
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_messages, { ref in, out, a, h; int64_t i; }) {
  ENTER(main_messages);
  l.in = NEW_CHANNEL(1, SLOT_REF);
  l.out = NEW_CHANNEL(0, SLOT_REF);
  l.h = SPAWN(echo, SLOT_NONE, (f->v.in = frame.v.in, f->v.out = frame.v.out));
  for (l.i = 0; l.i < 50; l.i++) {
    l.a = node_new(0, 0, 7);
    ref b = node_new(l.a, l.a, 8);
    AT(Node, l.a)->left = b;
    AT(Node, l.a)->right = b;
    CALL(1, weft_channel_send(l.in, l.a, 0, -1));
    /* the original is as it was */
    CHECK(AT(Obj, l.a)->type == REF(&node_data) && AT(Node, AT(Node, l.a)->left)->left == l.a);
    CALL(2, weft_channel_recv(l.out, SLOT_INT, -1));
    ref r = (ref)W->result;
    CHECK(r != l.a);
    CHECK(AT(Node, r)->value == 7 && AT(Node, r)->left == AT(Node, r)->right);
    CHECK(AT(Node, AT(Node, r)->left)->left == r && AT(Node, AT(Node, r)->left)->value == 8);
  }
  {
    ref r = 0;
    for (int64_t i = 0; i < N * 20; i++) r = node_new(r, 0, i);
    l.a = r;
  }
  CALL(3, weft_channel_send(l.in, l.a, 0, -1));
  CALL(4, weft_channel_recv(l.out, SLOT_INT, -1));
  {
    int64_t count = 0;
    for (ref r = (ref)W->result; r; r = AT(Node, r)->left) count++;
    CHECK(count == N * 20);
  }
  l.a = list_new(3); /* handles inside, and a large array */
  AT_LIST(l.a, 0) = l.in;
  AT_LIST(l.a, 1) = list_new(20000);
  AT_LIST(AT_LIST(l.a, 1), 19999) = l.a;
  AT_LIST(l.a, 2) = l.in;
  CALL(5, weft_channel_send(l.in, l.a, 0, -1));
  CALL(6, weft_channel_recv(l.out, SLOT_INT, -1));
  {
    ref r = (ref)W->result;
    CHECK(AT_LIST(r, 0) == AT_LIST(r, 2) && weft_same_object(AT_LIST(r, 0), l.in));
    CHECK(AT_LIST(AT_LIST(r, 1), 19999) == r);
  }
  weft_channel_close(l.in);
  CALL(7, weft_task_join(l.h, -1));
  RETURN(0);
  LEAVE_LABEL
}

/* --- no memory: raised in the task that wants it, and it goes on -------------------------------------------------- */
FUNC(hoarder, { ref list; uint32_t pad2; int64_t i; }) {
  ENTER(hoarder);
  for (l.i = 0;; l.i++) {
    ref big = weft_array_new(1 << 20);
    if (!big) break;
    l.list = node_new(l.list, big, l.i);
    if (!l.list) break;
    POLL(1);
  }
  CHECK(raised_is("MemoryError"));
  weft_catch();
  RETURN(l.i);
  LEAVE_LABEL
}
FUNC(main_memory, { ref h; uint32_t pad2; }) {
  ENTER(main_memory);
  arena_limit(200 << 20);
  l.h = SPAWN(hoarder, SLOT_INT, (void)f);
  CALL(1, weft_task_join(l.h, -1));
  CHECK((int64_t)W->result > 50);
  l.h = SPAWN(hoarder, SLOT_INT, (void)f);
  CALL(2, weft_task_join(l.h, -1));
  CHECK((int64_t)W->result > 50); /* the first one's memory has come back */
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_memory(const char *test) {
  DEFINE(grower, 2, 0, S(grower, list), S(grower, tree), S(grower, text), S(grower, h));
  DEFINE(main_gc, 0, 0, S(main_gc, list), S(main_gc, h));
  DEFINE(echo, 0, 0, S(echo, in), S(echo, out));
  DEFINE(main_messages, 0, 0, S(main_messages, in), S(main_messages, out), S(main_messages, a), S(main_messages, h));
  DEFINE(hoarder, 2, 1, S(hoarder, list));
  DEFINE(main_memory, 0, 0, S(main_memory, h));
  SCENARIO(gc);
  SCENARIO(messages);
  SCENARIO(memory);
  return 0;
}
