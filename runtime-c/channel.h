/* Channels.
 *
 * Invariants (all under the channel's lock, which is taken only once the channel is shared)
 * - Values wait in the ring as detached messages; nothing in a channel points into a task's heap.
 * - Receivers wait only while the ring is empty and no sender waits; senders only while the ring is full.
 * - Waiters are served first come, first served; one that lost its wait elsewhere is dropped when its turn comes, or
 *   unlinked by its task, whichever is first. `object` of a waiter is 0 exactly when it isn't linked.
 * - closed never goes back; once set nobody waits.
 * - Windows: while nobody else touches the channel (MAY_RACE), and it is open, holds no references and stress is off,
 *   compiled code may put `ring.room` values and take `ring.ready` without a call (emit/channels.py), which then would
 *   do nothing else: so 0 <= room <= room in the ring, and no receiver waits while room > 0; 0 <= ready <= values in
 *   the ring, and no sender waits while ready > 0. Both are 0 as soon as another worker may touch the channel: such
 *   a worker reads them without the lock. What lies in the ring of a shared channel with a window is in `passing`
 *   (channel.c), for the end of being alone (idle.h).
 */
#ifndef WEFT_CHANNEL_H
#define WEFT_CHANNEL_H
#include "core.h"
#include "message.h"
#include "text.h"
#include "wait.h"

typedef struct Channel {
  Lock lock;
  uint32_t number;          /* for reports */
  uint64_t life;
  uint8_t shared, kind, elem; /* up to here as struct Object */
  uint8_t closed;           /* written under the lock, read anywhere */
  int32_t capacity;         /* -1: unbounded, or more than memory holds; 0: rendezvous */
  Ring ring;                /* what compiled code knows */
  uint32_t size;            /* the ring's, in items: a power of two or 0 */
  uint32_t opened;          /* room + ready when the windows were opened last */
  Waiters receivers, senders;
  int64_t told;             /* the capacity that it was made with; -1: unbounded */
  uint32_t passing;         /* 1 + its place in the list; 0: not in it */
  uint8_t is_queue;         /* how it names itself (channel_queue.c) */
  uint8_t is_mailbox, traps; /* a process's (mailbox.c): it gets exits as messages; atomic */
  uint32_t owner;           /* of a mailbox: the process's task, once that runs; atomic */
} Channel;
typedef struct Item { uint64_t payload; uint32_t tag, block; } Item;
_Static_assert(offsetof(Channel, ring) == CHANNEL_RING && sizeof(Item) == CHANNEL_ITEM, "as compiled code has it");

extern uint32_t weft_passing; /* how many shared channels have windows; of the worker that is alone */

/* not shared: ours alone (object.h) */
static inline void channel_lock(Channel *channel) { if (MAY_RACE(channel)) lock_take(&channel->lock); }
static inline void channel_unlock(Channel *channel) { if (MAY_RACE(channel)) lock_drop(&channel->lock); }
static inline uint32_t channel_count(const Channel *channel) {
  return (channel->ring.tail - channel->ring.head) / (uint32_t)sizeof(Item);
}
static inline Channel *channel_of(ref handle) { return PTR(AT(Handle, handle)->object); }
void channel_drop(Core *core, uint32_t channel);
void channel_share(uint32_t channel, uint32_t *pending);
void channel_label(Text *text, uint32_t channel); /* <Channel 1 capacity=0> */
void channel_queue_label(Text *text, uint32_t channel); /* <Queue 1 maxsize=0> */
void mailbox_label(Text *text, uint32_t channel);           /* <Pid 1> */
enum QueueText { QUEUE_FULL, QUEUE_EMPTY, QUEUE_LACKS };
const char *channel_queue_text(enum QueueText which);       /* of errors, where a channel's would be odd */
void channel_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
void channel_shut_all(Core *core);                        /* the windows of shared channels */
PART(channel_shut_all, "weft_channel_new");
PART(channel_finish, "weft_channel_new");
PART(channel_drop, "weft_channel_new");
PART(channel_share, "weft_channel_new");
PART(channel_label, "weft_channel_new");
PART(channel_queue_text, "weft_channel_queue_new");
PART(channel_queue_label, "weft_channel_queue_new");
PART(mailbox_label, "weft_mailbox_new");
void channel_shut(Core *core, Channel *channel);            /* its windows */
static ALWAYS_INLINE Waiters *channel_waiters(Channel *channel, int sending) {
  return sending ? &channel->senders : &channel->receivers;
}
/* under the lock, at the end */
static ALWAYS_INLINE void channel_link(Core *core, Channel *channel, Waiter *waiter, int sending) {
  if (UNLIKELY(channel->opened)) channel_shut(core, channel); /* the next one is served by a call */
  wait_link(channel_waiters(channel, sending), waiter, REF(channel));
}
/* under the lock, if it is linked */
static ALWAYS_INLINE void channel_unlink(Channel *channel, Waiter *waiter, int sending) {
  if (waiter->object) wait_unlink(channel_waiters(channel, sending), waiter);
}
/* the running task receives it */
static ALWAYS_INLINE void channel_deliver(Core *core, uint64_t payload, uint32_t tag, uint32_t block) {
  core->w.result = payload;
  core->w.result_tag = tag;
  core->w.outcome = OUTCOME_VALUE;
  if (block) part_message_adopt(core, block);
}

/* Whether a try might succeed, under the lock: who waits on the other side may have been served elsewhere. */
static inline int channel_is_ready(const Channel *channel, int sending) {
  if (load_relaxed(&channel->closed)) return 1; /* as in send_here */
  if (!sending) return channel_count(channel) || channel->senders.first;
  return channel->receivers.first || channel->capacity < 0 || channel_count(channel) < (uint32_t)channel->capacity;
}

enum Offer { OFFER_BLOCKED = 0, OFFER_DONE = 1, OFFER_CLOSED = 2, OFFER_MEMORY = 3 };
/* One try, under the lock. *woken: a task to wake after unlocking. */
int channel_offer(Core *core, Channel *channel, const Item *item, Task **woken);
int channel_accept(Core *core, Channel *channel, Item *item, Task **woken);
/* SlotKind of a received value, as a collector sees it */
uint32_t channel_item_kind(Channel *channel, uint32_t tag);
#endif
