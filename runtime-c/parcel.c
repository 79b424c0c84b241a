/* What moves between heaps: see parcel.h. */
#include "parcel.h"
#include "scheduler.h"

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

void parcel_free(Core *core, uint32_t blocks, uint32_t handles, uint32_t large) {
  if (handles) free_handles(core, handles);
  if (large) free_large(large);
  if (blocks) free_blocks(core, blocks);
}

void parcel_adopt(Core *core, uint32_t blocks, uint32_t handles, uint32_t large) {
  Task *task = core->task;
  Fiber *fiber = core->fiber;
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
    fiber->allocated += AT(Large, large)->size;
    large = next;
  }
  if (!blocks) return;
  uint32_t last = blocks;
  for (;;) {
    fiber->allocated += AT(Block, last)->size;
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
