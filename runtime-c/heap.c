/* The running task's heap: see heap.h. */
#include "heap.h"
#include "core.h"
#include "parcel.h"

enum { NEWEST = 8 };

const Type weft_type_array = {.kind = T_ARRAY, .name = ADDRESS("array"), .flags = TYPE_LEAF};

static ref heap_large(Core *core, uint32_t bytes, int cleared) {
  Task *task = core->task;
  uint32_t pages = (uint32_t)(((uint64_t)bytes + sizeof(Large) + PAGE - 1) / PAGE);
  uint32_t address = arena_pages(pages, PAGE_LARGE);
  if (!address) return 0;
  if (cleared) memset(PTR(address), 0, pages * (size_t)PAGE);
  *AT(Large, address) = (Large){.next = task->large, .size = pages * PAGE};
  task->large = address;
  core->fiber->allocated += pages * PAGE;
  return address + sizeof(Large);
}

int heap_unlink_large(Core *core, Large *large) {
  uint32_t *link = &core->task->large;
  for (uint32_t i = 0; *link && i < NEWEST; i++, link = &AT(Large, *link)->next) {
    if (*link != REF(large)) continue;
    if (core->fiber->allocated >= large->size) core->fiber->allocated -= large->size;
    *link = large->next;
    return 1;
  }
  return 0;
}

/* The pages go back if it is one of the newest large objects. Else a list that grows leaves twice its size behind. */
void heap_drop(ref object) {
  if (!arena_is_large(object)) return;
  Large *large = PTR(object - (uint32_t)sizeof(Large));
  if (heap_unlink_large(core_current(), large)) arena_pages_free(REF(large), large->size / PAGE);
}

/* A new block that holds at least `bytes`; what is left of the old one is given up. */
static int heap_block(Core *core, uint32_t bytes) {
  Task *task = core->task;
  uint32_t last = task->blocks ? AT(Block, task->blocks)->size : 0;
  uint32_t size = HEAP_FIRST;
  while (size < last * 2 && size < HEAP_BLOCK) size *= 2;
  while (size < bytes + sizeof(Block)) size *= 2;
  uint32_t address = memory_alloc(&core->pool, size);
  if (!address) return 0;
  memset(PTR(address), 0, size);
  *AT(Block, address) = (Block){.next = task->blocks, .size = size};
  task->blocks = address;
  core->w.hp = address + sizeof(Block);
  core->w.limit = address + size;
  core->fiber->allocated += size;
  return 1;
}

void heap_ask(Core *core) {
  const Fiber *fiber = core->fiber;
  /* twice as much as the last one left, since what is left is what a collection costs; of a large heap less */
  uint32_t more = fiber->live < HEAP_LAVISH ? fiber->live : HEAP_LAVISH;
  int due = fiber->allocated > HEAP_COLLECT && fiber->allocated > fiber->live + more;
  if (UNLIKELY(due)) core_request(core, REQ_COLLECT);
}

static NOINLINE ref alloc_slow(uint32_t bytes, int cleared) {
  Core *core = core_current();
  bytes = ALIGN8(bytes);
  ref object = 0;
  if (bytes <= HEAP_LARGE) {
    if (core->w.hp + bytes <= core->w.limit || heap_block(core, bytes)) {
      object = core->w.hp;
      core->w.hp += bytes;
    }
  } else if (bytes < 0xfff00000u) {
    object = heap_large(core, bytes, cleared);
  }
  if (UNLIKELY(!object)) {
    weft_raise_memory();
    return 0;
  }
  heap_ask(core);
  return object;
}

ref weft_alloc_slow(uint32_t bytes) { return alloc_slow(bytes, 1); }
ref heap_alloc_unset_slow(uint32_t bytes) { return alloc_slow(bytes, 0); }

ref weft_alloc(uint32_t bytes) {
  if (UNLIKELY(bytes > HEAP_LARGE)) return weft_alloc_slow(bytes);
  return heap_alloc(PTR(weft_worker()), ALIGN8(bytes));
}

static inline ref array_in(ref array, uint32_t bytes) {
  if (!array) return 0;
  AT(Array, array)->type = REF(&weft_type_array);
  AT(Array, array)->bytes = bytes;
  return array;
}

ref weft_array_new(uint32_t bytes) { return array_in(weft_alloc((uint32_t)sizeof(Array) + bytes), bytes); }
ref heap_array_unset(uint32_t bytes) { return array_in(heap_alloc_unset((uint32_t)sizeof(Array) + bytes), bytes); }

int32_t heap_extend(ref object, uint32_t size, uint32_t more) {
  Worker *w = PTR(weft_worker());
  uint32_t end = object + ALIGN8(size), grown = ALIGN8(size + more);
  if (end != w->hp || grown > HEAP_LARGE || grown > w->limit - object) return 0;
  w->hp = object + grown;
  return 1;
}

void heap_adopt(Core *core, Task *from) {
  uint32_t blocks = from->blocks, handles = from->handles, large = from->large;
  from->blocks = from->handles = from->large = 0;
  parcel_adopt(core, blocks, handles, large);
}

void heap_free(Core *core, Task *task) {
  uint32_t blocks = task->blocks, handles = task->handles, large = task->large;
  task->blocks = task->handles = task->large = 0;
  if (blocks | handles | large) parcel_free(core, blocks, handles, large);
}

/* --- text ------------------------------------------------------------------------------------------------------- */
/* Decodes one code point and steps over it; a malformed byte stands for U+FFFD by itself. */
static COLD uint32_t utf8_next(const uint8_t *s, uint32_t bytes, uint32_t *at) {
  uint32_t c = s[(*at)++];
  uint32_t more = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : 4;
  if (!more) return c;
  if (more == 4 || *at + more > bytes) return 0xfffd;
  uint32_t code = c & (0x3fu >> more);
  for (uint32_t i = 0; i < more; i++) {
    if ((s[*at + i] & 0xc0) != 0x80) return 0xfffd;
    code = code << 6 | (s[*at + i] & 0x3f);
  }
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (code < least[more] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return 0xfffd;
  *at += more;
  return code;
}

static COLD ref decode(const char *utf8, uint32_t bytes) {
  const uint8_t *s = (const uint8_t *)utf8;
  uint32_t count = 0, top = 0;
  for (uint32_t at = 0; at < bytes; count++) {
    uint32_t c = utf8_next(s, bytes, &at);
    if (c > top) top = c;
  }
  uint32_t width = top < 256 ? 1 : top < 65536 ? 2 : 4;
  ref r = weft_alloc((uint32_t)sizeof(Str) + count * width);
  if (!r) return 0;
  Str *str = PTR(r);
  *str = (Str){.type = REF(&weft_type_str), .len = count, .width = width};
  for (uint32_t at = 0, i = 0; at < bytes; i++) {
    uint32_t c = utf8_next(s, bytes, &at);
    if (width == 1) str->data[i] = (uint8_t)c;
    else if (width == 2) ((uint16_t *)(void *)str->data)[i] = (uint16_t)c;
    else ((uint32_t *)(void *)str->data)[i] = c;
  }
  return r;
}

ref weft_text_bytes(const char *utf8, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i++) if (utf8[i] & 0x80) return decode(utf8, bytes);
  ref r = weft_alloc((uint32_t)sizeof(Str) + bytes);
  if (!r) return 0;
  Str *str = PTR(r);
  *str = (Str){.type = REF(&weft_type_str), .len = bytes, .width = 1};
  memcpy(str->data, utf8, bytes);
  return r;
}

ref weft_text(const char *utf8) {
  uint32_t bytes = 0;
  while (utf8[bytes]) bytes++;
  return weft_text_bytes(utf8, bytes);
}
