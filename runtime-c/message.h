/* Messages: values on their way between tasks. A message is a parcel whose first block names its handles and large
 * objects. */
#ifndef WEFT_MESSAGE_H
#define WEFT_MESSAGE_H
#include "copier.h"
#include "core.h"

/* Copies a value for sending: *payload comes to point into the message. The message, or 0 if it needs none. *failed:
 * no memory. */
uint32_t message_copy(Core *core, uint32_t kind, uint64_t *payload, uint32_t tag, int *failed);
/* What was allocated since weft_message_begin is all of a message: its block, taken out of the running task's heap.
 * 0: some of it is elsewhere, so it is to be copied. */
static inline uint32_t message_take_built(Core *core) {
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
void message_adopt(Core *core, uint32_t message); /* the running task's heap takes it over */
PART(message_adopt, "weft_channel_new weft_cell_new");
int message_take_given(Copier *copier, Large *large); /* a list's storage that was given away; 0: it is to be copied */
PART(message_take_given, "weft_message_give");
void message_free(Core *core, uint32_t message);
#endif
