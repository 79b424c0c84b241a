/* Messages: see message.h. */
#include "message.h"
#include "copier.h"
#include "freeze.h"
#include "light.h"
#include "memory.h"
#include "parcel.h"

static uint32_t copy_light(Core *core, uint64_t *payload, uint32_t bytes, int *failed) {
  uint32_t size = memory_round(bytes + (uint32_t)sizeof(Block)), block = memory_alloc(&core->pool, size);
  if (UNLIKELY(!block)) {
    *failed = 1;
    return 0;
  }
  uint32_t hp = block + (uint32_t)sizeof(Block), handles = 0;
  *AT(Block, block) = (Block){.size = size};
  *payload = light_copy(&handles, &hp, (ref)*payload, 1);
  AT(Block, block)->handles = handles;
  return block;
}

uint32_t message_copy(Core *core, uint32_t kind, uint64_t *payload, uint32_t tag, int *failed) {
  *failed = 0;
  if (kind != SLOT_REF && !(kind == SLOT_PAIR && tag == TAG_REF)) return 0;
  ref r = (ref)*payload;
  if (is_shared(r)) return 0;
  uint32_t light = light_size(r);
  if (light) return copy_light(core, payload, light, failed);
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

void weft_message_give(ref list) {
  ref storage = AT(List, list)->data;
  if (storage && arena_is_large(storage)) AT(Large, storage - (uint32_t)sizeof(Large))->given = 1;
}

/* It changes lists instead of being copied: nothing but the list that is being copied refers to it. */
int message_take_given(Copier *c, Large *large) {
  if (!heap_unlink_large(c->core, large)) return 0;
  large->given = 0;
  large->next = c->large;
  c->large = REF(large);
  c->bytes += large->size;
  return 1;
}

/* The newest block of the task's heap for the time being. If the send never comes, it stays that. */
void weft_message_begin(uint32_t bytes) {
  Core *core = core_current();
  Task *task = core->task;
  uint32_t size = bytes + (uint32_t)sizeof(Block), block;
  if (LIKELY(size <= POOL_STEPPED)) {
    size = pool_class_bytes(pool_class(size));
    block = pool_alloc(&core->pool, size);
  } else {
    size = memory_round(size);
    block = memory_alloc(&core->pool, size);
  }
  core->built = block;
  if (UNLIKELY(!block)) return;
  uint64_t *words = PTR(block);
  for (uint32_t i = 0; i < size / 8; i++) words[i] = 0;
  *AT(Block, block) = (Block){.next = task->blocks, .size = size};
  task->blocks = block;
  core->fiber->allocated += size;
  core->built_hp = core->w.hp;
  core->built_limit = core->w.limit;
  core->w.hp = block + (uint32_t)sizeof(Block);
  core->w.limit = block + size;
}

void message_adopt(Core *core, uint32_t message) {
  Task *task = core->task;
  Block *block = PTR(message);
  if (LIKELY(!block->next && !block->handles && !block->large && task->blocks)) {
    block->next = AT(Block, task->blocks)->next; /* as in parcel_adopt */
    AT(Block, task->blocks)->next = message;
    core->fiber->allocated += block->size;
  } else {
    parcel_adopt(core, message, block->handles, block->large);
  }
  heap_ask(core);
}

void message_free(Core *core, uint32_t message) {
  parcel_free(core, message, AT(Block, message)->handles, AT(Block, message)->large);
}
