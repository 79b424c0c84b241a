/* Queues: channels that name themselves so, and have no limit unless they are given one. */
#include "channel.h"

ref weft_channel_queue_new(int64_t maxsize, int32_t elem, uint32_t type) {
  ref handle = weft_channel_new(maxsize > 0 ? maxsize : -1, elem, type);
  if (handle) channel_of(handle)->is_queue = 1;
  return handle;
}

COLD void channel_queue_label(Text *text, uint32_t address) {
  const Channel *channel = PTR(address);
  text_put(text, "<Queue ");
  text_number(text, channel->number);
  text_put(text, " maxsize=");
  text_number(text, channel->told < 0 ? 0 : channel->told);
  text_put(text, ">");
}

COLD const char *channel_queue_text(enum QueueText which) {
  return which == QUEUE_FULL ? " is full" : which == QUEUE_EMPTY ? " is empty" : "nothing was put into ";
}
