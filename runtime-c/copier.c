/* The traversal: see copier.h. */
#include "copier.h"
#include "freeze.h"
#include "message.h"
#include "parcel.h"
#include "type.h"

/* --- the target --------------------------------------------------------------------------------------------------- */
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
  c->first = c->last = c->hp = c->limit = c->large = c->handles = c->scan_block = c->scan = c->bytes = 0;
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

/* --- one object --------------------------------------------------------------------------------------------------- */
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
  Large *large = PTR(r - (uint32_t)sizeof(Large));
  if (UNLIKELY(large->given) && part_message_take_given(c, large)) return r;
  ref copy = copy_large(c, r, type_object_size(PTR(r)));
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
  uint32_t size = type_object_size(object);
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

static ALWAYS_INLINE uint32_t part_size(ref r) {
  return is_shared(r) || arena_is_large(r) ? 0 : type_object_size(PTR(r));
}

/* Of what an object with few fields refers to: such is a mutex, with a handle or two. */
static NOINLINE uint32_t fields_size(const Type *type, ref r) {
  uint32_t size = 0;
  for (uint32_t i = 0; i < type->nslots; i++) {
    if ((type->slots[i] & 7) == SLOT_REF) size += part_size(*AT(ref, r + (type->slots[i] >> 3) * 4));
  }
  return size;
}

uint32_t copier_size(uint32_t kind, const void *slot) {
  const uint32_t *s = slot;
  ref r = kind == SLOT_REF ? s[0] : kind == SLOT_PAIR && s[0] == TAG_REF ? s[2] : 0;
  if (is_shared(r) || arena_is_large(r)) return 0;
  uint32_t size = type_object_size(PTR(r));
  const Type *type = PTR(AT(Obj, r)->type);
  uint32_t part = type_rows[type->kind].storage;
  if (part) return size + part_size(*AT(ref, r + part));
  return type->kind == T_FIXED && type->nslots <= 2 ? size + fields_size(type, r) : size;
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
  else if (row->field) copier_slot(c, SLOT_REF, PTR(address + row->field));
  scan_slots(c, address, type->slots, type->nslots);
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
      /* before its slots change: a list's or array's size doesn't depend on them */
      c->scan += type_object_size(PTR(address));
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

uint32_t copier_finish(Copier *c) {
  undo_log(c);
  uint32_t first = c->first;
  if (first && c->hp == first + sizeof(Block) && !c->large) { /* nothing was copied after all */
    parcel_free(c->core, first, 0, 0);
    return 0;
  }
  if (!first && c->large) { /* a large object alone still needs a block to stand in */
    if (!target_block(c, 0)) c->failed = 1;
    first = c->first;
  }
  if (c->failed) {
    parcel_free(c->core, first, c->handles, c->large);
    return 0;
  }
  if (!first) return 0;
  AT(Block, first)->handles = c->handles;
  AT(Block, first)->large = c->large;
  return first;
}
