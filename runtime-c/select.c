/* Waiting on several channels at once: see select.h. */
#include "select.h"
#include "channel.h"
#include "exc.h"
#include "message.h"
#include "scheduler.h"
#include "wait.h"

enum { ARMS_SHOWN = 8 };

static Arm *select_arms(Task *task) { return PTR(task->arms + 8); }

void weft_select_begin(void) { core_current()->arm_count = 0; }

static Arm *arm_add(ref ch, int sending) {
  Core *core = core_current();
  if (core->arm_count == core->arm_capacity) {
    uint32_t capacity = core->arm_capacity ? core->arm_capacity * 2 : 8,
             grown = memory_alloc(&core->pool, capacity * (uint32_t)sizeof(Arm));
    if (!grown) return 0; /* the arm is left out; weft_select_wait's own allocation will raise */
    if (core->arms) {
      memcpy(PTR(grown), PTR(core->arms), core->arm_count * sizeof(Arm));
      memory_free(&core->pool, core->arms, core->arm_capacity * (uint32_t)sizeof(Arm));
    }
    core->arms = grown, core->arm_capacity = capacity;
  }
  Arm *arm = &AT(Arm, core->arms)[core->arm_count++];
  *arm = (Arm){.handle = ch, .sending = (uint32_t)sending};
  return arm;
}
void weft_select_recv(ref ch) { arm_add(ch, 0); }
void weft_select_send(ref ch, uint64_t payload, int32_t tag) {
  Arm *arm = arm_add(ch, 1);
  if (arm) arm->waiter.payload = payload, arm->waiter.tag = (uint32_t)tag;
}

/* An arm as an object: its channel at 8, and for a send the value, in the representation of the channel's items. */
void weft_select_arms(ref list, uint32_t send_type) {
  const List *arms = AT(List, list);
  for (uint32_t i = 0; i < arms->len; i++) {
    const uint8_t *arm = PTR(((const uint32_t *)(const void *)AT(Array, arms->data)->data)[i]);
    ref ch = *(const uint32_t *)(const void *)(arm + 8);
    if (((const Obj *)(const void *)arm)->type != send_type) {
      weft_select_recv(ch);
      continue;
    }
    const uint64_t *wide = (const uint64_t *)(const void *)(arm + 16);
    uint32_t narrow = *(const uint32_t *)(const void *)(arm + 12);
    switch (channel_of(ch)->elem) {
      case SLOT_PAIR: weft_select_send(ch, wide[1], (int32_t)wide[0]); break;
      case SLOT_INT: weft_select_send(ch, wide[0], TAG_INT); break;
      case SLOT_RAW8: weft_select_send(ch, wide[0], TAG_FLOAT); break;
      case SLOT_REF: weft_select_send(ch, narrow, TAG_REF); break;
      default: weft_select_send(ch, narrow, TAG_BOOL);
    }
  }
}

/* The arms' channels, each once, in address order: after the arms in `order`. */
static uint32_t sort_channels(const Arm *arms, uint32_t n, uint32_t *channels) {
  for (uint32_t i = 0; i < n; i++) channels[i] = REF(channel_of(arms[i].handle));
  for (uint32_t gap = n / 2; gap; gap /= 2) { /* Shell's sort: few arms as a rule, any number allowed */
    for (uint32_t i = gap; i < n; i++) {
      uint32_t c = channels[i], j = i;
      for (; j >= gap && channels[j - gap] > c; j -= gap) channels[j] = channels[j - gap];
      channels[j] = c;
    }
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) if (!i || channels[i] != channels[i - 1]) channels[kept++] = channels[i];
  return kept;
}

static void free_blocks_except(Core *core, Arm *arms, uint32_t n, uint32_t except) {
  for (uint32_t i = 0; i < n; i++)
    if (i != except && arms[i].sending && arms[i].waiter.block) message_free(core, arms[i].waiter.block);
}

/* Tries the arms in a random order, which makes the choice uniform among those that are ready. */
static int try_arms(Core *core, Arm *arms, uint32_t n, uint32_t *order, uint32_t *chosen, Item *item, Task **woken) {
  *woken = 0;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t j = i + (uint32_t)(((core_random(core) >> 32) * (n - i)) >> 32), a = order[j];
    order[j] = order[i];
    Channel *channel = channel_of(arms[a].handle);
    Item sent = {arms[a].waiter.payload, arms[a].waiter.tag, arms[a].waiter.block};
    int offer =
        arms[a].sending ? channel_offer(core, channel, &sent, woken) : channel_accept(core, channel, item, woken);
    if (offer == OFFER_BLOCKED) continue;
    *chosen = a;
    return offer;
  }
  return OFFER_BLOCKED;
}

void weft_select_wait(double timeout_s, int32_t has_default) {
  Core *core = core_current();
  Task *task = core->task, *woken;
  uint32_t n = core->arm_count, bytes = n * (uint32_t)(sizeof(Arm) + 2 * sizeof(uint32_t)), copied = 0;
  core->arm_count = 0;
  core_talks(core);
  if (wait_refused(core, timeout_s)) return;
  uint32_t memory = memory_alloc(&core->pool, bytes + 8);
  Arm *arms = PTR(memory + 8); /* after their number */
  int failed = !memory;
  if (memory && n) memcpy(arms, PTR(core->arms), n * sizeof(Arm));
  for (; copied < n && !failed; copied++) {
    Arm *arm = &arms[copied];
    uint32_t elem = channel_of(arm->handle)->elem;
    if (arm->sending && (elem == SLOT_REF || elem == SLOT_PAIR))
      arm->waiter.block = message_copy(core, elem, &arm->waiter.payload, arm->waiter.tag, &failed);
  }
  if (UNLIKELY(failed)) {
    if (memory) {
      free_blocks_except(core, arms, copied, n);
      memory_free(&core->pool, memory, bytes + 8);
    }
    weft_raise_memory();
    return;
  }
  uint32_t *channels = (uint32_t *)(arms + n), *order = channels + n, count = sort_channels(arms, n, channels),
           chosen = n;
  Item item = {0, 0, 0};
  int shared = 0; /* all of them or none: which locks are held mustn't change until they are dropped */
  for (uint32_t i = 0; i < count; i++) shared |= IS_SHARED(AT(Channel, channels[i]));
  for (uint32_t i = 0; shared && i < count; i++) object_share(channels[i]);
  for (uint32_t i = 0; i < count; i++) channel_lock(PTR(channels[i]));
  int offer = try_arms(core, arms, n, order, &chosen, &item, &woken);
  int park = offer == OFFER_BLOCKED && !has_default && timeout_s != 0;
  if (park) {
    task->arms = memory;
    *AT(uint32_t, memory) = n;
    for (uint32_t i = 0; i < n; i++) {
      arms[i].waiter.task = REF(task);
      channel_link(channel_of(arms[i].handle), &arms[i].waiter, (int)arms[i].sending);
    }
    wait_begin(core, WAIT_SELECT, timeout_s, shared);
  }
  for (uint32_t i = count; i-- > 0;) channel_unlock(PTR(channels[i]));
  if (woken) scheduler_woken(core, woken);
  if (park) return;

  uint32_t kind = SLOT_RAW4;
  core->w.arm = chosen;
  if (offer == OFFER_BLOCKED) {
    core->w.outcome = has_default ? OUTCOME_DEFAULT : OUTCOME_TIMEOUT;
  } else if (offer == OFFER_CLOSED) {
    core->w.outcome = OUTCOME_CLOSED;
  } else if (offer == OFFER_DONE) {
    core->w.outcome = OUTCOME_VALUE;
    if (!arms[chosen].sending) {
      channel_deliver(core, item.payload, item.tag, item.block);
      kind = channel_item_kind(channel_of(arms[chosen].handle), item.tag);
    }
  } else {
    weft_raise_memory();
  }
  free_blocks_except(core, arms, n, offer == OFFER_DONE ? chosen : n);
  memory_free(&core->pool, memory, bytes + 8);
  if (UNLIKELY(weft_global.stress) && offer != OFFER_MEMORY) wait_defer(core, kind);
}

void select_finish(Core *core, Task *task, uint32_t kind, uint32_t how, int lost) {
  (void)kind, (void)lost;
  Arm *arms = select_arms(task);
  uint32_t memory = task->arms, n = *AT(uint32_t, memory), bytes = n * (uint32_t)(sizeof(Arm) + 2 * sizeof(uint32_t)),
           won = n;
  task->arms = 0;
  for (uint32_t i = 0; i < n; i++) {
    Channel *channel = channel_of(arms[i].handle);
    channel_lock(channel); /* the winner held this lock, or one of the others, until all that it wrote was there */
    channel_unlink(channel, &arms[i].waiter, (int)arms[i].sending);
    channel_unlock(channel);
  }
  if (how == TASK_WON_VALUE) {
    won = (uint32_t)(AT(Arm, task->won) - arms);
    core->w.outcome = task->pending_outcome;
    core->w.arm = won;
    Waiter *waiter = &arms[won].waiter;
    if (task->pending_outcome == OUTCOME_VALUE && !arms[won].sending)
      channel_deliver(core, waiter->payload, waiter->tag, waiter->block);
  } else if (how == TASK_WON_TIMEOUT) {
    core->w.outcome = OUTCOME_TIMEOUT;
  }
  free_blocks_except(core, arms, n, how == TASK_WON_VALUE && task->pending_outcome == OUTCOME_VALUE ? won : n);
  memory_free(&core->pool, memory, bytes + 8);
  if (how == TASK_WON_ABORT) wait_raise_abort(core, task);
}

void select_scan(Copier *copier, Task *task) {
  for (uint32_t i = 0, n = *AT(uint32_t, task->arms); i < n; i++)
    copier_slot(copier, SLOT_REF, &select_arms(task)[i].handle);
}

COLD void select_describe(Text *text, Task *task) {
  uint32_t n = *AT(uint32_t, task->arms);
  text_put(text, n ? " waits" : " waits for ever");
  for (uint32_t i = 0; i < n && i < ARMS_SHOWN; i++) {
    const Arm *arm = &select_arms(task)[i];
    text_put(text, i ? " or" : "");
    text_put(text, arm->sending ? " to send to " : " to receive from ");
    channel_label(text, AT(Handle, arm->handle)->object);
  }
  if (n > ARMS_SHOWN) text_put(text, " or others");
}
