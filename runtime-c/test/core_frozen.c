/* Frozen globals: read by all where they are, while everything else moves. */
#include "scenario.h"
#include "../exc.h"
#include "../freeze.h"

typedef struct Own { ref own, late; } Own; /* `late` isn't copied: a task's own from the start */
typedef struct Shared { ref table, channel; } Shared;
static Shared shared;
#define SLOT_AT(type, name) offsetof(type, name) << 3 | SLOT_REF
static ProgramGlobals shared_globals = {
    {.size = sizeof(Shared), .copied = 2, .nslots = 2}, {SLOT_AT(Shared, table), SLOT_AT(Shared, channel)}};
static ProgramGlobals own_globals = {
    {.size = sizeof(Own), .copied = 1, .nslots = 2}, {SLOT_AT(Own, own), SLOT_AT(Own, late)}};
#define GLOBALS AT(Own, W->globals)
#define FROZEN_ITEMS 5000 /* a large object */
static ref the_table;

FUNC(reader, { ref table, ch, mine; uint32_t deep; int64_t n, i; }) {
  ENTER(reader);
  CHECK(l.table == the_table && shared.table == the_table);
  CHECK(l.deep ? GLOBALS->own && GLOBALS->own != the_table && AT(Node, GLOBALS->own)->left == AT_LIST(the_table, 3)
               : !W->globals);
  CHECK(!l.deep || !GLOBALS->late);
  if (l.deep) GLOBALS->late = node_new(0, 0, l.n);
  for (l.i = 0; l.i < l.n; l.i++) {
    ref item = AT_LIST(l.table, l.i % FROZEN_ITEMS);
    Str *text = PTR(AT(Node, item)->left);
    CHECK(AT(Node, item)->value == l.i % FROZEN_ITEMS && is_frozen(item));
    if (!load_relaxed(&text->hash)) store_relaxed(&text->hash, text->len * 7); /* as str.c does */
    CHECK(load_relaxed(&text->hash) == text->len * 7);
    l.mine = node_new(l.i % 100 ? l.mine : 0, item, l.i);
    weft_array_new(64 + rnd() % 2000);
    if (l.i % 64 == 0) {
      CALL(1, weft_channel_send(l.deep ? shared.channel : l.ch, l.mine, 0, -1));
    }
    POLL(2);
  }
  CHECK(!l.deep || AT(Node, GLOBALS->late)->value == l.n);
  {
    ref item = AT_LIST(l.table, l.n % FROZEN_ITEMS);
    RETURN(item);
  }
  LEAVE_LABEL
}
static ref spawn_reader(ref table, ref ch, int deep) {
  uint32_t at = weft_spawn_frame(&reader_descs[0].desc);
  reader_frame *f = PTR(at);
  memset(&f->v, 0, sizeof f->v);
  f->v.table = table, f->v.ch = ch, f->v.deep = (uint32_t)deep, f->v.n = N;
  return weft_spawn_commit(at, SLOT_REF, deep ? REF(&own_globals) : 0, REF(&task_type));
}
FUNC(main_frozen, { ref ch, list, item, moving; uint32_t count, pad2; int64_t i; }) {
  ENTER(main_frozen);
  l.list = list_new(FROZEN_ITEMS);
  shared.table = l.list;
  for (l.i = 0; l.i < FROZEN_ITEMS; l.i++) { /* with garbage, and with what stays main's, in the same blocks */
    ref text = weft_text("caf\xc3\xa9");
    AT_LIST(shared.table, l.i) = node_new(text, l.i ? AT_LIST(shared.table, l.i - 1) : 0, l.i);
    if (l.i % 3 == 0) weft_array_new(40);
    if (l.i % 16 == 0) l.moving = node_new(l.moving, 0, l.i);
    if (l.i % 1000 == 0) weft_array_new(30000);
    if (l.i % 64 == 0) {
      POLL(1);
    }
  }
  GLOBALS->own = node_new(AT_LIST(shared.table, 3), l.moving, 5);
  AT(Node, AT_LIST(shared.table, 0))->right = shared.table; /* a cycle */
  the_table = shared.table, l.item = AT_LIST(the_table, 7);
  l.ch = NEW_CHANNEL(4, SLOT_REF);
  shared.channel = l.ch, GLOBALS->late = l.list;
  if (!weft_global.stress) { /* no memory for the marks: MemoryError, and the next spawn freezes */
    uint32_t at = weft_spawn_frame(&reader_descs[0].desc), pages = 0;
    reader_frame *f = PTR(at);
    memset(&f->v, 0, sizeof f->v);
    for (uint32_t page; arena_limit(0), (page = arena_pages(1, PAGE_USED));) *AT(uint32_t, page) = pages, pages = page;
    CHECK(!weft_spawn_commit(at, SLOT_REF, 0, REF(&task_type)) && raised_is("MemoryError"));
    for (uint32_t next; pages; pages = next) next = *AT(uint32_t, pages), arena_pages_free(pages, 1);
    arena_limit((uint64_t)1 << 32);
    weft_catch();
    CHECK(!is_frozen(the_table) && arena_is_large(AT(List, the_table)->data) && !is_frozen(l.item));
  }
  {
    ref readers = list_new(6), moving = l.moving; /* nothing moves until the next poll */
    for (int i = 0; i < 6; i++) {
      ref h = spawn_reader(the_table, l.ch, i & 1);
      AT_LIST(readers, i) = h;
    }
    CHECK(shared.table == the_table && is_frozen(the_table) && is_frozen(l.item) &&
          is_frozen(AT(List, the_table)->data) && is_frozen(shared.channel) && l.ch == shared.channel);
    CHECK(is_frozen(AT(Node, l.item)->left) && !is_frozen(GLOBALS->own) && !is_frozen(moving));
    l.list = readers;
  }
  for (l.i = 0; l.i < (N + 63) / 64 * 6; l.i++) {
    CALL(2, weft_channel_recv(l.ch, SLOT_INT, -1));
    ref got = (ref)W->result;
    CHECK(!is_frozen(got) && is_frozen(AT(Node, got)->right));
    CHECK(AT_LIST(the_table, AT(Node, got)->value % FROZEN_ITEMS) == AT(Node, got)->right);
    weft_array_new(5000);
    POLL(3);
  }
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(4, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK((ref)W->result == AT_LIST(the_table, N % FROZEN_ITEMS)); /* a result that all share */
  }
  for (l.i = 0; l.i < 1000; l.i++) { /* main's own goes on moving */
    weft_array_new(1000);
    POLL(5);
  }
  l.count = 0;
  for (ref r = l.moving; r; r = AT(Node, r)->left, l.count++) CHECK(AT(Node, r)->value % 16 == 0);
  CHECK(l.count == (FROZEN_ITEMS + 15) / 16);
  CHECK(l.item == AT_LIST(the_table, 7) && AT(Node, GLOBALS->own)->left == AT_LIST(the_table, 3) &&
        AT(Node, GLOBALS->own)->right == l.moving);
  if (weft_global.stress) freeze_check();
  if (getenv("CHANGE")) AT(Node, l.item)->value++; /* stress mode finds out */
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_frozen(const char *test) {
  DEFINE(reader, 4, 0, S(reader, table), S(reader, ch), S(reader, mine));
  DEFINE(main_frozen, 42, 0, S(main_frozen, ch), S(main_frozen, list), S(main_frozen, item), S(main_frozen, moving));
  if (!strcmp(test, "frozen")) {
    globals_data = own_globals;
    program_program.shared = REF(&shared_globals), program_program.shared_area = REF(&shared);
  }
  SCENARIO(frozen);
  return 0;
}
