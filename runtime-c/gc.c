/* The traversal, collections and messages: see gc.h. */
#include "gc.h"
#include "freeze.h"
#include "object.h"
#include "report.h"
#include "scheduler.h"
#include "wait.h"

static COLD void fatal_memory(void) {
  report_fatal(WHY_MEMORY, "MemoryError: no memory is left to collect a task's heap in\n");
}

/* --- the target ------------------------------------------------------------------------------------------------------ */
static int target_block(Copier *c, uint32_t bytes) {
  uint32_t size = c->last ? AT(Block, c->last)->size * 2 : HEAP_FIRST;
  if (size < HEAP_FIRST) size = HEAP_FIRST;
  if (size > HEAP_BLOCK) size = HEAP_BLOCK;
  if (size < bytes + sizeof(Block)) size = memory_round(bytes + (uint32_t)sizeof(Block));
  uint32_t address = memory_alloc(&c->core->pool, size);
  if (!address) return 0;
  *AT(Block, address) = (Block){.size = size};
  if (c->last) {
    AT(Block, c->last)->handles = c->hp; /* where its objects end */
    AT(Block, c->last)->next = address;
  } else {
    c->first = c->scan_block = address;
    c->scan = address + sizeof(Block);
  }
  c->last = address;
  c->hp = address + sizeof(Block);
  c->limit = address + size;
  c->bytes += size;
  return 1;
}

void copier_start(Copier *c, Core *core, int copying, uint32_t expected) {
  c->core = core; /* field by field: clearing it whole is a call of the engine's */
  c->first = c->last = c->hp = c->limit = c->large = c->handles = c->source_large = c->scan_block = c->scan = c->bytes = 0;
  c->copying = (uint8_t)copying;
  c->sharing = c->failed = c->freezing = 0;
  core->log_count = 0;
  if (!expected) return;
  uint32_t size = expected + (uint32_t)sizeof(Block);
  if (size > HEAP_BLOCK) size = HEAP_BLOCK;
  size = memory_round(size);
  uint32_t address = memory_alloc(&core->pool, size);
  if (!address) {
    c->failed = 1;
    return;
  }
  *AT(Block, address) = (Block){.size = size};
  c->first = c->last = c->scan_block = address;
  c->scan = c->hp = address + sizeof(Block);
  c->limit = address + size;
  c->bytes = size;
}

static COLD int log_grow(Core *core) {
  uint32_t capacity = core->log_capacity ? core->log_capacity * 2 : 256;
  uint32_t grown = memory_alloc(&core->pool, capacity * 4);
  if (!grown) return 0;
  if (core->log) {
    memcpy(PTR(grown), PTR(core->log), core->log_count * 4);
    memory_free(&core->pool, core->log, core->log_capacity * 4);
  }
  core->log = grown, core->log_capacity = capacity;
  return 1;
}

int copier_log(Core *core, ref object) {
  if (UNLIKELY(core->log_count == core->log_capacity) && !log_grow(core)) return 0;
  AT(uint32_t, core->log)[core->log_count++] = object;
  return 1;
}

/* --- one object ------------------------------------------------------------------------------------------------------ */
static uint32_t copy_large(Copier *c, ref r, uint32_t size) {
  uint32_t pages = (size + (uint32_t)sizeof(Large) + PAGE - 1) / PAGE, address = arena_pages(pages, PAGE_LARGE);
  if (!address) return 0;
  *AT(Large, address) = (Large){.next = c->large, .size = pages * PAGE};
  c->large = address;
  c->bytes += pages * PAGE;
  memcpy(PTR(address + sizeof(Large)), PTR(r), size);
  return address + sizeof(Large);
}

/* An object in a page of a kind of its own. 0: it is one like others. */
static NOINLINE ref evacuate_apart(Copier *c, ref r, int kind) {
  if (kind == PAGE_FROZEN) {
    if (*freeze_word(r) & freeze_bit(r)) return r;
    if (!c->freezing) return 0;
    part_freeze_add(c, r);
    return r;
  }
  if (!c->copying) { /* it stays; it will be on the new list */
    AT(Large, r - sizeof(Large))->mark = 1;
    return r;
  }
  ref copy = copy_large(c, r, heap_object_size(PTR(r)));
  if (UNLIKELY(!copy || !copier_log(c->core, r))) {
    c->failed = 1;
    return r;
  }
  AT(Obj, r)->type = copy | 1;
  return copy;
}

ref copier_move(Copier *c, ref r) {
  if (is_static(r)) return r; /* None among them */
  Obj *object = PTR(r);
  if (object->type & 1) return object->type & ~1u;
  int kind = arena_kind(r);
  if (UNLIKELY(kind >= PAGE_LARGE)) {
    ref apart = evacuate_apart(c, r, kind);
    if (apart) return apart;
  }
  uint32_t size = heap_object_size(object);
  if (UNLIKELY(c->limit - c->hp < size) && !target_block(c, size)) {
    c->failed = 1;
    return r;
  }
  ref copy = c->hp;
  c->hp += size;
  uint64_t *to = PTR(copy), *from = PTR(r);
  if (size <= 64) for (uint32_t i = 0; i < size / 8; i++) to[i] = from[i];
  else memcpy(to, from, size);
  const Type *type = PTR(object->type);
  if (c->copying) {
    if (UNLIKELY(type_rows[type->kind].copied != 0)) type_rows[type->kind].copied(c, copy);
    if (UNLIKELY(!copier_log(c->core, r))) {
      c->failed = 1;
      return copy;
    }
  }
  object->type = copy | 1;
  return copy;
}

void copier_slot(Copier *c, uint32_t kind, void *slot) {
  if (kind == SLOT_REF) {
    *(ref *)slot = copier_move(c, *(ref *)slot);
  } else if (kind == SLOT_PAIR && *(uint32_t *)slot == TAG_REF) {
    uint32_t *pair = slot;
    pair[2] = copier_move(c, pair[2]);
  } /* SLOT_INT: no big integers yet */
}

void copier_array(Copier *c, uint32_t kind, uint32_t at, uint32_t count) {
  if (kind == SLOT_REF) for (uint32_t i = 0; i < count; i++) copier_slot(c, SLOT_REF, PTR(at + i * 4));
  else if (kind == SLOT_PAIR) for (uint32_t i = 0; i < count; i++) copier_slot(c, SLOT_PAIR, PTR(at + i * 16));
}

uint32_t copier_size(uint32_t kind, const void *slot) {
  const uint32_t *s = slot;
  ref r = kind == SLOT_REF ? s[0] : kind == SLOT_PAIR && s[0] == TAG_REF ? s[2] : 0;
  if (is_shared(r) || arena_is_large(r)) return 0;
  uint32_t size = heap_object_size(PTR(r));
  uint32_t storage = type_rows[AT(Type, AT(Obj, r)->type)->kind].storage;
  ref data = storage ? *AT(ref, r + storage) : 0;
  return data && !arena_is_large(data) ? size + heap_object_size(PTR(data)) : size;
}

static void scan_slots(Copier *c, uint32_t base, const uint16_t *slots, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) copier_slot(c, slots[i] & 7, PTR(base + (slots[i] >> 3) * 4));
}

void copier_records(Copier *c, uint32_t at, uint32_t count, uint32_t stride, const uint16_t *slots, uint32_t n) {
  for (; count--; at += stride) scan_slots(c, at, slots, n);
}

static void scan_object(Copier *c, uint32_t address) {
  const Type *type = PTR(AT(Obj, address)->type);
  const TypeRow *row = &type_rows[type->kind];
  if (row->scan) row->scan(c, type, address);
  else scan_slots(c, address, type->slots, type->nslots);
}

void copier_scan(Copier *c) {
  for (uint32_t address; !c->failed;) {
    if (UNLIKELY(!c->scan_block)) {
      if (!c->freezing || c->scan == c->core->log_count) break;
      address = AT(uint32_t, c->core->log)[c->scan++];
    } else {
      uint32_t end = c->scan_block == c->last ? c->hp : AT(Block, c->scan_block)->handles;
      if (c->scan == end) {
        if (c->scan_block == c->last) break;
        c->scan_block = AT(Block, c->scan_block)->next;
        c->scan = c->scan_block + (uint32_t)sizeof(Block);
        continue;
      }
      address = c->scan;
      c->scan += heap_object_size(PTR(address)); /* before its slots change: a list's or array's size doesn't depend on them */
    }
    scan_object(c, address);
  }
}

/* Puts back the types that forwarding words replaced: each stands in the copy. */
static void undo_log(Copier *c) {
  uint32_t *log = PTR(c->core->log);
  for (uint32_t i = 0; i < c->core->log_count; i++) {
    Obj *object = PTR(log[i]);
    object->type = AT(Obj, object->type & ~1u)->type;
  }
  c->core->log_count = 0;
}

static void free_blocks(Core *core, uint32_t block) {
  while (block) {
    uint32_t next = AT(Block, block)->next, size = AT(Block, block)->size;
    if (UNLIKELY(weft_global.stress)) memset(PTR(block), 0xdb, size);
    memory_free(&core->pool, block, size);
    block = next;
  }
}
static void free_large(uint32_t large) {
  while (large) {
    uint32_t next = AT(Large, large)->next;
    arena_pages_free(large, AT(Large, large)->size / PAGE);
    large = next;
  }
}
static void free_handles(Core *core, uint32_t handle) {
  while (handle) {
    uint32_t next = AT(Handle, handle)->next;
    part_object_release(core, AT(Handle, handle)->object);
    handle = next;
  }
}

uint32_t copier_finish(Copier *c) {
  undo_log(c);
  uint32_t first = c->first;
  if (first && c->hp == first + sizeof(Block) && !c->large) { /* nothing was copied after all */
    free_blocks(c->core, first);
    return 0;
  }
  if (!first && c->large) { /* a large object alone still needs a block to stand in */
    if (!target_block(c, 0)) c->failed = 1;
    first = c->first;
  }
  if (c->failed) {
    free_handles(c->core, c->handles);
    free_large(c->large);
    free_blocks(c->core, first);
    return 0;
  }
  if (!first) return 0;
  AT(Block, first)->handles = c->handles;
  AT(Block, first)->large = c->large;
  return first;
}

/* --- collections ----------------------------------------------------------------------------------------------------- */
static void scan_roots(Copier *c, Task *task) {
  for (uint32_t frame = task->sp, end = task->stack + task->stack_size; frame < end;) {
    const FrameDesc *desc = PTR(*AT(uint32_t, frame));
    scan_slots(c, frame, desc->slots, desc->nslots);
    frame += desc->size;
  }
  if (task->globals) {
    const Type *globals = PTR(weft_global.spawned ? weft_program.own_type : weft_program.globals_type); /* the rest is frozen by then */
    scan_slots(c, task->globals, globals->slots, globals->nslots);
  }
  copier_slot(c, SLOT_REF, &task->handling);
  if (task->wait) part_wait_scan(c, task);
}

static void scan_result(Copier *c, Task *task, uint32_t kind) {
  uint32_t pair[4] = {task->result_tag, 0, (uint32_t)task->result, 0};
  if (kind == SLOT_REF) {
    copier_slot(c, SLOT_REF, &pair[2]);
    task->result = pair[2];
  } else if (kind == SLOT_PAIR && pair[0] == TAG_REF) {
    copier_slot(c, SLOT_PAIR, pair);
    task->result = pair[2];
  }
}

void gc_collect(Core *core, Task *task, int result_only) {
  Copier c;
  uint32_t expected = task->live + task->allocated;
  copier_start(&c, core, 0, expected > HEAP_BLOCK / 2 ? HEAP_BLOCK - (uint32_t)sizeof(Block) : 0);
  if (!result_only) scan_roots(&c, task);
  copier_slot(&c, SLOT_REF, &task->exc);
  scan_result(&c, task, result_only ? task->result_kind : task->pending_kind);
  copier_scan(&c);
  if (UNLIKELY(c.failed)) fatal_memory();

  uint32_t handles = 0;
  int all_shared = task->handles_shared == task->handles;
  for (uint32_t h = task->handles; h;) { /* those not reached are released */
    Handle *old = PTR(h);
    h = old->next;
    if (old->type & 1) {
      AT(Handle, old->type & ~1u)->next = handles;
      handles = old->type & ~1u;
    } else {
      part_object_release(core, old->object);
    }
  }
  task->handles = handles;
  task->handles_shared = all_shared ? handles : 0; /* the order has changed: walked anew otherwise */

  uint32_t large = 0, dead = 0;
  for (uint32_t l = task->large; l;) {
    uint32_t next = AT(Large, l)->next, *list = AT(Large, l)->mark ? &large : &dead;
    if (AT(Large, l)->mark) c.bytes += AT(Large, l)->size;
    AT(Large, l)->mark = 0;
    AT(Large, l)->next = *list;
    *list = l;
    l = next;
  }
  free_large(dead);
  free_blocks(core, task->blocks);
  task->large = large;

  uint32_t newest = 0; /* the chain was built oldest first */
  for (uint32_t b = c.first; b;) {
    uint32_t next = AT(Block, b)->next;
    AT(Block, b)->next = newest;
    AT(Block, b)->handles = 0;
    newest = b;
    b = next;
  }
  task->blocks = newest;
  task->hp = c.hp;
  task->limit = c.limit;
  if (c.limit) memset(PTR(c.hp), 0, c.limit - c.hp);
  task->live = c.bytes;
  task->allocated = 0;
}

/* --- messages -------------------------------------------------------------------------------------------------------- */
uint32_t message_copy(Core *core, uint32_t kind, uint64_t *payload, uint32_t tag, int *failed) {
  *failed = 0;
  if (kind != SLOT_REF && !(kind == SLOT_PAIR && tag == TAG_REF)) return 0;
  ref r = (ref)*payload;
  if (is_shared(r)) return 0;
  Copier c;
  copier_start(&c, core, 1, copier_size(SLOT_REF, &r));
  c.sharing = 1;
  copier_slot(&c, SLOT_REF, &r);
  copier_scan(&c);
  uint32_t message = copier_finish(&c);
  *failed = c.failed;
  *payload = r;
  return message;
}

static void adopt(Core *core, Task *task, uint32_t blocks, uint32_t handles, uint32_t large) {
  (void)core;
  if (handles) {
    uint32_t last = handles;
    while (AT(Handle, last)->next) last = AT(Handle, last)->next;
    AT(Handle, last)->next = task->handles;
    task->handles = handles;
  }
  while (large) {
    uint32_t next = AT(Large, large)->next;
    AT(Large, large)->next = task->large;
    task->large = large;
    task->allocated += AT(Large, large)->size;
    large = next;
  }
  if (!blocks) return;
  uint32_t last = blocks;
  for (;;) {
    task->allocated += AT(Block, last)->size;
    AT(Block, last)->handles = AT(Block, last)->large = 0;
    if (!AT(Block, last)->next) break;
    last = AT(Block, last)->next;
  }
  if (task->blocks) { /* the newest block stays first: it is being filled */
    AT(Block, last)->next = AT(Block, task->blocks)->next;
    AT(Block, task->blocks)->next = blocks;
  } else {
    task->blocks = blocks;
  }
}

void message_adopt(Core *core, Task *task, uint32_t message) {
  uint32_t handles = AT(Block, message)->handles, large = AT(Block, message)->large;
  adopt(core, task, message, handles, large);
  if (UNLIKELY(task->allocated > HEAP_COLLECT && task->allocated > task->live)) core_request(core, REQ_COLLECT);
}

void message_free(Core *core, uint32_t message) {
  uint32_t handles = AT(Block, message)->handles, large = AT(Block, message)->large;
  free_handles(core, handles);
  free_large(large);
  free_blocks(core, message);
}

void heap_adopt(Core *core, Task *task, Task *from) {
  uint32_t blocks = from->blocks, handles = from->handles, large = from->large;
  from->blocks = from->handles = from->handles_shared = from->large = 0;
  adopt(core, task, blocks, handles, large);
}

void heap_free(Core *core, Task *task) {
  uint32_t blocks = task->blocks, handles = task->handles, large = task->large;
  task->blocks = task->handles = task->handles_shared = task->large = task->hp = task->limit = 0;
  if (handles) free_handles(core, handles);
  if (large) free_large(large);
  if (blocks) free_blocks(core, blocks);
}
