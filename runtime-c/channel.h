/* Channels.
 *
 * Invariants (all under the channel's lock, which is taken only once the channel is shared)
 * - Values wait in the ring as detached messages; nothing in a channel points into a task's heap.
 * - Receivers wait only while the ring is empty and no sender waits; senders only while the ring is full.
 * - Waiters are served first come, first served; one that lost its wait elsewhere is dropped when its turn comes, or
 *   unlinked by its task, whichever is first. `object` of a waiter is 0 exactly when it isn't linked.
 * - closed never goes back; once set nobody waits.
 */
#ifndef WEFT_CHANNEL_H
#define WEFT_CHANNEL_H
#include "core.h"
#include "text.h"

typedef struct Channel {
  Lock lock;
  uint32_t number;          /* for reports */
  uint64_t life;
  uint8_t shared, kind, elem; /* up to here as struct Object */
  uint8_t closed;           /* written under the lock, read anywhere */
  int32_t capacity;         /* -1: unbounded, or more than memory holds; 0: rendezvous */
  uint32_t count;           /* written under the lock, read anywhere */
  uint32_t ring, size, head; /* size: slots, a power of two or 0 */
  Waiters receivers, senders;
  int64_t told;             /* the capacity that it was made with; -1: unbounded */
} Channel;
typedef struct Item { uint64_t payload; uint32_t tag, block; } Item;

enum { PASSED_OVER = 255 }; /* Waiter.outcome: its turn came when its wait was over */

/* not shared: ours alone (object.h) */
static inline void channel_lock(Channel *channel) { if (MAY_RACE(channel)) lock_take(&channel->lock); }
static inline void channel_unlock(Channel *channel) { if (MAY_RACE(channel)) lock_drop(&channel->lock); }
static inline Channel *channel_of(ref handle) { return PTR(AT(Handle, handle)->object); }
void channel_drop(Core *core, uint32_t channel);
void channel_share(uint32_t channel, uint32_t *pending);
void channel_label(Text *text, uint32_t channel); /* <Channel 1 capacity=0> */
void channel_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
PART(channel_finish, "weft_channel_new");
PART(channel_drop, "weft_channel_new");
PART(channel_share, "weft_channel_new");
PART(channel_label, "weft_channel_new");
void channel_link(Channel *channel, Waiter *waiter, int sending);    /* under the lock, at the end */
void channel_unlink(Channel *channel, Waiter *waiter, int sending);  /* under the lock, if it is linked */
void channel_deliver(Core *core, uint64_t payload, uint32_t tag, uint32_t block); /* the running task receives it */

/* Whether a try might succeed, under the lock: who waits on the other side may have been served elsewhere. */
static inline int channel_is_ready(const Channel *channel, int sending) {
  if (load_relaxed(&channel->closed)) return 1; /* as in send_here */
  if (!sending) return channel->count || channel->senders.first;
  return channel->receivers.first || channel->capacity < 0 || channel->count < (uint32_t)channel->capacity;
}

enum Offer { OFFER_BLOCKED = 0, OFFER_DONE = 1, OFFER_CLOSED = 2, OFFER_MEMORY = 3 };
/* One try, under the lock. *woken: a task to wake after unlocking. */
int channel_offer(Core *core, Channel *channel, const Item *item, Task **woken);
int channel_accept(Core *core, Channel *channel, Item *item, Task **woken);
/* SlotKind of a received value, as a collector sees it */
uint32_t channel_item_kind(Channel *channel, uint32_t tag);
#endif
