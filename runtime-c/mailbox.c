/* Mailboxes: channels by which processes are known. */
#include "channel.h"
#include "task.h"

ref weft_mailbox_new(int32_t elem, uint32_t type) {
  ref handle = weft_channel_new(-1, elem, type);
  if (handle) channel_of(handle)->is_mailbox = 1;
  return handle;
}

/* By the process itself, when it begins. Whoever aborts it before finds no owner; what it has sent is there then. */
void weft_mailbox_adopt(ref pid) {
  Channel *channel = channel_of(pid);
  Task *task = core_current()->task;
  if (IS_SHARED(channel)) object_share(REF(task));
  object_retain(REF(task));
  add_seq(&channel->owner, REF(task)); /* 0 before */
}

void weft_mailbox_abort(ref pid) {
  uint32_t owner = load_seq(&channel_of(pid)->owner);
  Core *core = core_current();
  if (owner && !task_is_done(PTR(owner))) task_abort(core, PTR(owner), ABORT_CANCEL);
  core_heed(core); /* it may be the running one */
}

int32_t weft_mailbox_traps(ref pid) { return load_relaxed(&channel_of(pid)->traps); }
int32_t weft_mailbox_trap(ref pid, int32_t traps) {
  Channel *channel = channel_of(pid);
  int32_t before = load_relaxed(&channel->traps); /* the process's own: nobody else changes it */
  store_relaxed(&channel->traps, (uint8_t)traps);
  return before;
}

COLD void mailbox_label(Text *text, uint32_t address) {
  text_put(text, "<Pid ");
  text_number(text, AT(Channel, address)->number);
  text_put(text, ">");
}
