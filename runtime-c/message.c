/* Messages: see message.h. */
#include "message.h"
#include "copier.h"
#include "freeze.h"
#include "parcel.h"

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
  uint32_t size = memory_round(bytes + (uint32_t)sizeof(Block)), block = memory_alloc(&core->pool, size);
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

uint32_t message_take_built(Core *core) {
  Task *task = core->task;
  uint32_t block = core->built;
  if (UNLIKELY(!block || task->blocks != block)) return 0; /* no memory, or there was more of it than was said */
  task->blocks = AT(Block, block)->next;
  core->fiber->allocated -= AT(Block, block)->size;
  AT(Block, block)->next = 0;
  core->w.hp = core->built_hp;
  core->w.limit = core->built_limit;
  return block;
}

void message_adopt(Core *core, uint32_t message) {
  parcel_adopt(core, message, AT(Block, message)->handles, AT(Block, message)->large);
  heap_ask(core);
}

void message_free(Core *core, uint32_t message) {
  parcel_free(core, message, AT(Block, message)->handles, AT(Block, message)->large);
}
