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

void message_adopt(Core *core, Task *task, uint32_t message) {
  parcel_adopt(task, message, AT(Block, message)->handles, AT(Block, message)->large);
  if (UNLIKELY(task->allocated > HEAP_COLLECT && task->allocated > task->live)) core_request(core, REQ_COLLECT);
}

void message_free(Core *core, uint32_t message) {
  parcel_free(core, message, AT(Block, message)->handles, AT(Block, message)->large);
}
