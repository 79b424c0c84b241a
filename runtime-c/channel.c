/* Channels: see channel.h. */
#include "channel.h"
#include "exc.h"
#include "message.h"
#include "scheduler.h"
#include "text.h"
#include "trampoline.h"
#include "wait.h"

static uint32_t last_number; /* atomic */

static inline int holds_references(uint32_t elem) { /* not `==` twice, which would be a jump through a table */
  return (1u << SLOT_REF | 1u << SLOT_PAIR) >> elem & 1;
}

/* --- windows ------------------------------------------------------------------------------------------------------ */
enum { PASSING_MAX = 32 };
static uint32_t passing[PASSING_MAX]; /* of the worker that is alone */

static int list_passing(Channel *channel) {
  if (channel->passing) return 1;
  if (weft_passing == PASSING_MAX) return 0;
  passing[weft_passing++] = REF(channel);
  channel->passing = weft_passing;
  return 1;
}

static void unlist_passing(Channel *channel) {
  uint32_t last = passing[--weft_passing];
  passing[channel->passing - 1] = last;
  AT(Channel, last)->passing = channel->passing;
  channel->passing = 0;
}

/* What passed through the windows, for the balance. */
static inline void count_passed(Core *core, Channel *channel) {
  uint32_t passed = channel->opened - channel->ring.room - channel->ring.ready;
  store_relaxed(&core->w.talked, core->w.talked + passed); /* a figure */
}

NOINLINE void channel_shut(Core *core, Channel *channel) {
  count_passed(core, channel);
  channel->ring.room = channel->ring.ready = channel->opened = 0;
}

void channel_shut_all(Core *core) {
  while (weft_passing) {
    Channel *channel = PTR(passing[weft_passing - 1]);
    channel_shut(core, channel);
    unlist_passing(channel);
  }
}

/* As wide as they may be; nobody else touches the channel. */
static NOINLINE void open_wide(Core *core, Channel *channel) {
  if (IS_SHARED(channel) && UNLIKELY(!list_passing(channel))) return;
  uint32_t count = channel_count(channel), most = channel->size;
  if ((uint32_t)channel->capacity < most) most = (uint32_t)channel->capacity;
  count_passed(core, channel);
  channel->ring.room = channel->receivers.first || load_relaxed(&channel->closed) ? 0 : most - count;
  channel->ring.ready = channel->senders.first ? 0 : count;
  channel->opened = channel->ring.room + channel->ring.ready;
}

static ALWAYS_INLINE void open_windows(Core *core, Channel *channel) {
  if (channel->capacity && !holds_references(channel->elem)) open_wide(core, channel);
}

/* --- waiters ------------------------------------------------------------------------------------------------------ */
/* The first waiter whose wait this caller ends. Its task stays as it is until the lock is dropped. */
static Waiter *win_first(Channel *channel, int sending, int *parked) {
  for (;;) {
    Waiter *waiter = PTR(channel_waiters(channel, sending)->first);
    if (!waiter) return 0;
    channel_unlink(channel, waiter, sending);
    int won = wait_win(PTR(waiter->task), TASK_WON_VALUE, parked);
    waiter->outcome = won ? OUTCOME_VALUE : PASSED_OVER;
    if (won) return waiter;
  }
}

/* --- the ring ----------------------------------------------------------------------------------------------------- */
static Item *item_at(const Channel *channel, uint32_t place) {
  return PTR(channel->ring.items + (place & channel->ring.mask));
}

static int ring_grow(Core *core, Channel *channel) {
  uint32_t count = channel_count(channel), size = channel->size ? channel->size * 2 : 4, bytes = size * CHANNEL_ITEM;
  uint32_t items = size < 0x08000000u ? memory_alloc(&core->pool, bytes) : 0;
  if (!items) return 0;
  /* what is put without a call has no block, and doesn't say so */
  memset(PTR(items), 0, bytes);
  for (uint32_t i = 0; i < count; i++) AT(Item, items)[i] = *item_at(channel, channel->ring.head + i * CHANNEL_ITEM);
  if (channel->size) memory_free(&core->pool, channel->ring.items, channel->size * CHANNEL_ITEM);
  channel->size = size;
  channel->ring.items = items, channel->ring.mask = bytes - CHANNEL_ITEM;
  channel->ring.head = 0, channel->ring.tail = count * CHANNEL_ITEM;
  return 1;
}

static int ring_push(Core *core, Channel *channel, const Item *item) {
  if (UNLIKELY(channel_count(channel) == channel->size) && !ring_grow(core, channel)) return 0;
  *item_at(channel, channel->ring.tail) = *item;
  channel->ring.tail += CHANNEL_ITEM;
  if (channel->ring.room) channel->ring.room--, channel->opened--;
  return 1;
}

static void ring_pop(Channel *channel, Item *item) {
  *item = *item_at(channel, channel->ring.head);
  channel->ring.head += CHANNEL_ITEM;
  if (channel->ring.ready) channel->ring.ready--, channel->opened--;
}

/* --- one try ------------------------------------------------------------------------------------------------------ */
int channel_offer(Core *core, Channel *channel, const Item *item, Task **woken) {
  int parked;
  *woken = 0;
  if (channel->closed) return OFFER_CLOSED;
  Waiter *receiver = channel->receivers.first ? win_first(channel, 0, &parked) : 0;
  if (receiver) {
    receiver->payload = item->payload;
    receiver->tag = (uint8_t)item->tag;
    receiver->block = item->block;
    if (parked) *woken = PTR(receiver->task);
    return OFFER_DONE;
  }
  if (channel_count(channel) >= (uint32_t)channel->capacity) return OFFER_BLOCKED; /* -1: above any count */
  return ring_push(core, channel, item) ? OFFER_DONE : OFFER_MEMORY;
}

int channel_accept(Core *core, Channel *channel, Item *item, Task **woken) {
  int parked, full = channel_count(channel) != 0;
  *woken = 0;
  if (full) ring_pop(channel, item);
  Waiter *sender = channel->senders.first ? win_first(channel, 1, &parked) : 0;
  if (sender) {
    Item sent = {sender->payload, sender->tag, sender->block};
    sender->block = 0;
    if (parked) *woken = PTR(sender->task);
    if (full) ring_push(core, channel, &sent); /* the place just freed: no memory is needed */
    else *item = sent;
    return OFFER_DONE;
  }
  return full ? OFFER_DONE : channel->closed ? OFFER_CLOSED : OFFER_BLOCKED;
}

uint32_t channel_item_kind(Channel *channel, uint32_t tag) {
  return channel->elem == SLOT_PAIR ? (tag == TAG_REF ? SLOT_PAIR : SLOT_RAW8) : channel->elem;
}

/* --- calls -------------------------------------------------------------------------------------------------------- */
static void raise_about(const Type *type, const char *before, Channel *channel, const char *after, double timeout_s) {
  Text text = {.used = 0};
  text_put(&text, before);
  channel_label(&text, REF(channel));
  text_put(&text, after);
  if (timeout_s >= 0) {
    text_put(&text, " within ");
    text_seconds(&text, timeout_s);
    text_put(&text, " seconds");
  }
  text_raise(type, &text);
}
static void raise_closed(Channel *channel) { raise_about(&weft_type_weft_Closed, "", channel, " is closed", -1); }
static void raise_timeout(Channel *channel, int sending, double timeout_s) {
  const char *lacks = channel->is_queue ? part_channel_queue_text(QUEUE_LACKS) : "nothing was sent to ";
  raise_about(&weft_type_TimeoutError, sending ? "nobody made room in " : lacks, channel, "", timeout_s);
}

ref weft_channel_new(int64_t capacity, int32_t elem, uint32_t type) {
  Core *core = core_current();
  if (capacity < -1) {
    Text text = {.used = 0};
    text_put(&text, "a channel's capacity can't be negative: ");
    text_number(&text, capacity);
    text_raise(&weft_type_ValueError, &text);
    return 0;
  }
  uint32_t address = pool_alloc(&core->pool, sizeof(Channel));
  if (!address) {
    weft_raise_memory();
    return 0;
  }
  *AT(Channel, address) = (Channel){.life = 1,
                                    .kind = OBJECT_CHANNEL,
                                    .elem = (uint8_t)elem,
                                    .capacity = capacity > 0x7fffffff ? -1 : (int32_t)capacity,
                                    .told = capacity};
  AT(Channel, address)->number = add_relaxed(&last_number, 1) + 1; /* any order will do */
  return object_handle(core, address, type);
}

void channel_drop(Core *core, uint32_t address) {
  Channel *channel = PTR(address);
  if (channel->passing) unlist_passing(channel);
  while (channel_count(channel)) {
    Item item;
    ring_pop(channel, &item);
    if (item.block) message_free(core, item.block); /* may drop further channels: as deep as channels lie in channels */
  }
  if (channel->size) memory_free(&core->pool, channel->ring.items, channel->size * CHANNEL_ITEM);
  if (channel->owner) object_release(core, channel->owner);
  pool_free(&core->pool, address, sizeof(Channel));
}

void channel_share(uint32_t address, uint32_t *pending) {
  channel_shut(core_current(), PTR(address));
  object_share_waiters(AT(Channel, address)->receivers.first, pending);
  object_share_waiters(AT(Channel, address)->senders.first, pending);
  if (AT(Channel, address)->owner) object_share_one(AT(Channel, address)->owner, pending);
}

COLD void channel_label(Text *text, uint32_t address) {
  const Channel *channel = PTR(address);
  if (channel->is_queue) {
    part_channel_queue_label(text, address);
    return;
  }
  if (channel->is_mailbox) {
    part_mailbox_label(text, address);
    return;
  }
  text_put(text, "<Channel ");
  text_number(text, channel->number);
  text_put(text, " capacity=");
  if (channel->told < 0) text_put(text, "None");
  else text_number(text, channel->told);
  text_put(text, ">");
}

static void channel_park(Core *core, Channel *channel, ref handle, int kind, const Item *item, double timeout_s) {
  Fiber *fiber = core->fiber;
  Waiter *waiter = &fiber->waiter;
  waiter->payload = item->payload;
  waiter->tag = (uint8_t)item->tag;
  waiter->block = item->block;
  core->task->result = handle; /* a root while we wait: the channel must live */
  fiber->held = SLOT_REF;
  channel_link(core, channel, waiter, kind == WAIT_SEND);
  wait_begin(core, kind, timeout_s, IS_SHARED(channel));
}

/* --- the common cases on a channel that nobody else touches now ---------------------------------------------------
 * A few plain loads and stores: the calls themselves make room and values change hands; a call of another function
 * comes last, or the engine keeps what is needed behind it on its stack from the start. */

/* The first waiter of a queue leaves it, its wait won; 0: the long way. *woken: to be woken once the value has changed
 * hands; 0: it waits below the running task. */
static inline Waiter *win_here(Waiters *queue, Task **woken) {
  uint32_t address = queue->first;
  Waiter *waiter = PTR(address);
  Task *task = PTR(waiter->task);
  uint32_t state = load_relaxed(&task->state), next = waiter->next;
  if (UNLIKELY(MAY_RACE(task) || !wait_is_open(state))) return 0;
  queue->first = next;
  if (next) AT(Waiter, next)->prev = 0; else queue->last = 0;
  waiter->object = 0;
  store_relaxed(&task->state, (state & ~(uint32_t)STATE_MASK) | TASK_WON_VALUE); /* ours alone */
  waiter->outcome = OUTCOME_VALUE;
  *woken = (state & STATE_MASK) == TASK_PARKED ? task : 0;
  return waiter;
}

static ALWAYS_INLINE void park_here(Core *core, Channel *channel, ref handle, int kind, uint32_t block) {
  Task *task = core->task;
  Fiber *fiber = core->fiber;
  fiber->waiter.block = block;
  channel_link(core, channel, &fiber->waiter, kind == WAIT_SEND);
  task->result = handle; /* a root while we wait: the channel must live */
  fiber->held = SLOT_REF;
  wait_begin_here(core, task, fiber, kind, IS_SHARED(channel));
  trampoline_wait(core);
}

/* --- blocking calls ----------------------------------------------------------------------------------------------- */
static NOINLINE void send_far(Core *core, ref ch, uint64_t payload, uint32_t tag, uint32_t block, double timeout_s) {
  Channel *channel = channel_of(ch);
  Item item = {payload, tag, block};
  Task *woken;
  if (wait_refused(core, timeout_s)) {
    if (block) message_free(core, block);
    return;
  }
  channel_lock(channel);
  int offer = channel_offer(core, channel, &item, &woken);
  int late = offer == OFFER_BLOCKED && timeout_s == 0;
  if (offer == OFFER_BLOCKED && !late) channel_park(core, channel, ch, WAIT_SEND, &item, timeout_s);
  channel_unlock(channel);
  core->w.outcome = OUTCOME_VALUE;
  if (woken) scheduler_woken(core, woken);
  if (UNLIKELY(offer >= OFFER_CLOSED || late)) {
    if (block) message_free(core, block);
    if (late) raise_timeout(channel, 1, 0);
    else if (offer == OFFER_CLOSED) raise_closed(channel);
    else weft_raise_memory();
  } else if (UNLIKELY(weft_global.stress) && offer == OFFER_DONE) {
    wait_defer(core, SLOT_RAW4);
  }
}

/* To a task that waits. */
static ALWAYS_INLINE void send_over(Core *core, ref ch, uint64_t payload, uint32_t tag, uint32_t block,
                                    double timeout_s) {
  Task *woken;
  Waiter *waiter = win_here(&channel_of(ch)->receivers, &woken);
  if (UNLIKELY(!waiter)) {
    send_far(core, ch, payload, tag, block, timeout_s);
    return;
  }
  waiter->payload = payload;
  waiter->tag = (uint8_t)tag;
  waiter->block = block;
  core->w.outcome = OUTCOME_VALUE;
  open_windows(core, channel_of(ch));
  if (woken) scheduler_woken_here(core, woken);
}

/* There is no room, or not yet. */
static ALWAYS_INLINE void send_later(Core *core, ref ch, uint64_t payload, uint32_t tag, uint32_t block,
                                    double timeout_s) {
  Channel *channel = channel_of(ch);
  if (channel_count(channel) < (uint32_t)channel->capacity) { /* the ring grows */
    send_far(core, ch, payload, tag, block, timeout_s);
    return;
  }
  core->fiber->waiter.payload = payload;
  core->fiber->waiter.tag = (uint8_t)tag;
  core->w.outcome = OUTCOME_VALUE;
  park_here(core, channel, ch, WAIT_SEND, block);
}

/* A value that lies in a message of its own, or in none. `closed` is read atomically, or a compiler may read it in one
 * go with `shared`, where another worker, for which the channel is shared, closes it. */
static ALWAYS_INLINE void send(Core *core, ref ch, uint64_t payload, uint32_t tag, uint32_t block, double timeout_s) {
  Channel *channel = channel_of(ch);
  core_talks(core);
  if (UNLIKELY(MAY_RACE(channel) || !core_may_pass(core) || load_relaxed(&channel->closed) || !(timeout_s < 0))) {
    send_far(core, ch, payload, tag, block, timeout_s);
    return;
  }
  if (channel->receivers.first) {
    send_over(core, ch, payload, tag, block, timeout_s);
    return;
  }
  uint32_t count = channel_count(channel);
  if (count >= (uint32_t)channel->capacity || count == channel->size) { /* capacity -1: above any count */
    send_later(core, ch, payload, tag, block, timeout_s);
    return;
  }
  *item_at(channel, channel->ring.tail) = (Item){payload, tag, block};
  channel->ring.tail += CHANNEL_ITEM;
  core->w.outcome = OUTCOME_VALUE;
  open_windows(core, channel);
}

static NOINLINE void send_copied(Core *core, ref ch, uint64_t payload, uint32_t tag, double timeout_s) {
  int failed;
  if (wait_refused(core, timeout_s)) return;
  uint32_t block = message_copy(core, channel_of(ch)->elem, &payload, tag, &failed);
  if (UNLIKELY(failed)) weft_raise_memory();
  else send(core, ch, payload, tag, block, timeout_s);
}

void weft_channel_send(ref ch, uint64_t payload, int32_t tag, double timeout_s) {
  Core *core = core_current();
  if (holds_references(channel_of(ch)->elem)) send_copied(core, ch, payload, (uint32_t)tag, timeout_s);
  else send(core, ch, payload, (uint32_t)tag, 0, timeout_s);
}
void weft_channel_send_built(ref ch, uint64_t payload, int32_t tag, double timeout_s) {
  Core *core = core_current();
  uint32_t block = message_take_built(core);
  if (LIKELY(block)) send(core, ch, payload, (uint32_t)tag, block, timeout_s);
  else send_copied(core, ch, payload, (uint32_t)tag, timeout_s);
}

static NOINLINE void receive_far(Core *core, ref ch, double timeout_s, int kind) {
  Channel *channel = channel_of(ch);
  Item item = {0, 0, 0};
  Task *woken;
  if (wait_refused(core, timeout_s)) return;
  channel_lock(channel);
  int offer = channel_accept(core, channel, &item, &woken);
  int late = offer == OFFER_BLOCKED && timeout_s == 0;
  if (offer == OFFER_BLOCKED && !late) channel_park(core, channel, ch, kind, &item, timeout_s);
  channel_unlock(channel);
  if (late) raise_timeout(channel, 0, 0);
  if (woken) scheduler_woken(core, woken);
  if (offer == OFFER_DONE) {
    channel_deliver(core, item.payload, item.tag, item.block);
    if (UNLIKELY(weft_global.stress)) wait_defer(core, channel_item_kind(channel, item.tag));
  } else if (offer == OFFER_CLOSED) {
    core->w.outcome = OUTCOME_CLOSED;
    if (kind == WAIT_RECV) raise_closed(channel);
    else if (UNLIKELY(weft_global.stress)) wait_defer(core, SLOT_RAW4);
  }
}

/* From a task that waits. */
static ALWAYS_INLINE void receive_over(Core *core, ref ch, double timeout_s, int kind) {
  /* full: the first sender's value takes the place of the one received */
  Channel *channel = channel_of(ch);
  Task *woken;
  Waiter *waiter = channel_count(channel) ? 0 : win_here(&channel->senders, &woken);
  if (UNLIKELY(!waiter)) {
    receive_far(core, ch, timeout_s, kind);
    return;
  }
  uint64_t payload = waiter->payload;
  uint32_t tag = waiter->tag, block = waiter->block;
  waiter->block = 0;
  if (woken) scheduler_woken_here(core, woken);
  channel_deliver(core, payload, tag, block);
}

/* There is nothing. */
static ALWAYS_INLINE void receive_later(Core *core, ref ch, double timeout_s, int kind) {
  Channel *channel = channel_of(ch);
  if (UNLIKELY(load_relaxed(&channel->closed))) receive_far(core, ch, timeout_s, kind);
  else park_here(core, channel, ch, kind, 0);
}

static ALWAYS_INLINE void receive(ref ch, double timeout_s, int kind) {
  Core *core = core_current();
  Channel *channel = channel_of(ch);
  core_talks(core);
  if (UNLIKELY(MAY_RACE(channel) || !core_may_pass(core) || !(timeout_s < 0))) {
    receive_far(core, ch, timeout_s, kind);
    return;
  }
  if (channel->senders.first) {
    receive_over(core, ch, timeout_s, kind);
    return;
  }
  if (channel->ring.head == channel->ring.tail) {
    receive_later(core, ch, timeout_s, kind);
    return;
  }
  const Item *item = item_at(channel, channel->ring.head);
  channel->ring.head += CHANNEL_ITEM;
  open_windows(core, channel);
  channel_deliver(core, item->payload, item->tag, item->block);
}
void weft_channel_recv(ref ch, int32_t elem, double timeout_s) {
  (void)elem;
  receive(ch, timeout_s, WAIT_RECV);
}
void weft_channel_next(ref ch, int32_t elem) {
  (void)elem;
  receive(ch, -1, WAIT_NEXT);
}

void channel_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  Channel *channel = channel_of((ref)task->result);
  Waiter *waiter = &fiber->waiter;
  if (how != TASK_WON_VALUE || lost) { /* lost: the winner may still be writing; it holds the lock */
    channel_lock(channel);
    channel_unlink(channel, waiter, kind == WAIT_SEND);
    channel_unlock(channel);
  }
  int closed = how == TASK_WON_VALUE && waiter->outcome == OUTCOME_CLOSED;
  core->w.outcome = closed ? OUTCOME_CLOSED : OUTCOME_VALUE;
  if (how == TASK_WON_VALUE && !closed) {
    if (kind != WAIT_SEND) channel_deliver(core, waiter->payload, waiter->tag, waiter->block);
    return;
  }
  if (waiter->block) message_free(core, waiter->block); /* not sent */
  if (closed && kind != WAIT_NEXT) raise_closed(channel);
  else if (how == TASK_WON_TIMEOUT) raise_timeout(channel, kind == WAIT_SEND, core->timeout_s);
  else if (how == TASK_WON_ABORT) wait_raise_abort(core, task);
}

void weft_channel_try_send(ref ch, uint64_t payload, int32_t tag) {
  Core *core = core_current();
  Channel *channel = channel_of(ch);
  Item item = {payload, (uint32_t)tag, 0};
  Task *woken;
  int failed;
  item.block = message_copy(core, channel->elem, &item.payload, item.tag, &failed);
  if (UNLIKELY(failed)) {
    weft_raise_memory();
    return;
  }
  channel_lock(channel);
  int offer = channel_offer(core, channel, &item, &woken);
  channel_unlock(channel);
  if (woken) scheduler_woken(core, woken);
  if (offer == OFFER_DONE) return;
  if (item.block) message_free(core, item.block);
  if (offer == OFFER_CLOSED) raise_closed(channel);
  else if (offer == OFFER_MEMORY) weft_raise_memory();
  else raise_about(&weft_type_weft_Full, "", channel,
                   channel->is_queue ? part_channel_queue_text(QUEUE_FULL) : " has neither room nor a waiting receiver",
                   -1);
}

void weft_channel_try_recv(ref ch) {
  Core *core = core_current();
  Channel *channel = channel_of(ch);
  Item item;
  Task *woken;
  channel_lock(channel);
  int offer = channel_accept(core, channel, &item, &woken);
  channel_unlock(channel);
  if (woken) scheduler_woken(core, woken);
  if (offer == OFFER_DONE) channel_deliver(core, item.payload, item.tag, item.block);
  else if (offer == OFFER_CLOSED) raise_closed(channel);
  else raise_about(&weft_type_weft_Empty, "", channel,
                   channel->is_queue ? part_channel_queue_text(QUEUE_EMPTY)
                                     : " has neither a message nor a waiting sender", -1);
}

void weft_channel_close(ref ch) {
  Core *core = core_current();
  Channel *channel = channel_of(ch);
  uint32_t woken = 0, last = 0;
  channel_lock(channel);
  store_relaxed(&channel->closed, 1); /* under the lock; .closed reads without */
  if (channel->opened) channel_shut(core, channel);
  for (int sending = 0; sending < 2; sending++) {
    int parked;
    for (Waiter *waiter;
         (waiter = channel_waiters(channel, sending)->first ? win_first(channel, sending, &parked) : 0);) {
      Task *task = PTR(waiter->task);
      waiter->outcome = OUTCOME_CLOSED;
      if (!parked) continue;
      task->next = 0;
      if (last) AT(Task, last)->next = REF(task); else woken = REF(task);
      last = REF(task);
    }
  }
  channel_unlock(channel);
  scheduler_woken_all(core, woken);
}

int64_t weft_channel_len(ref ch) { /* a figure of the moment */
  Channel *channel = channel_of(ch);
  channel_lock(channel);
  uint32_t count = channel_count(channel);
  channel_unlock(channel);
  return count;
}
int64_t weft_channel_capacity(ref ch) { return channel_of(ch)->told; }
int64_t weft_channel_number(ref ch) { return channel_of(ch)->number; }
int32_t weft_channel_closed(ref ch) { return load_relaxed(&channel_of(ch)->closed) != 0; }
