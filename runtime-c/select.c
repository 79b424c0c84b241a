/* Waiting on several channels and tasks at once: see select.h. */
#include "select.h"
#include "channel.h"
#include "exc.h"
#include "join.h"
#include "message.h"
#include "scheduler.h"
#include "trampoline.h"
#include "wait.h"

enum { ARMS_SHOWN = 8, ARMS_FIRST = 4, ARMS_MOST = 0x02000000 };

/* What a wait is gathered in, and what a task that waits keeps: a worker has one to spare. */
typedef struct Arms {
  uint32_t count, capacity; /* arms follow, then room for two words an arm */
  Arm arm[];
} Arms;
static uint32_t arms_bytes(uint32_t capacity) {
  return (uint32_t)sizeof(Arms) + capacity * (uint32_t)(sizeof(Arm) + 2 * sizeof(uint32_t));
}
static uint32_t *arms_room(Arms *arms) { return (uint32_t *)(void *)&arms->arm[arms->capacity]; }
/* Its own waiter links at nothing meanwhile. */
static uint32_t *arms_place(Fiber *fiber) { return &fiber->waiter.block; }
static Arms *arms_of(Fiber *fiber) { return PTR(*arms_place(fiber)); }

static void arms_free(Core *core, uint32_t arms) {
  if (arms) memory_free(&core->pool, arms, arms_bytes(AT(Arms, arms)->capacity));
}

/* A wait is over: its arms are the worker's spare ones. */
static void arms_return(Core *core, uint32_t arms) {
  if (core->arms && AT(Arms, core->arms)->capacity >= AT(Arms, arms)->capacity) {
    arms_free(core, arms);
  } else {
    arms_free(core, core->arms);
    core->arms = arms;
  }
}

static COLD int arms_grow(Core *core) {
  Arms *old = PTR(core->arms);
  uint32_t count = core->arms ? old->count : 0, capacity = count ? count * 2 : ARMS_FIRST;
  uint32_t grown = capacity < ARMS_MOST ? memory_alloc(&core->pool, arms_bytes(capacity)) : 0;
  if (!grown) return 0;
  *AT(Arms, grown) = (Arms){.count = count, .capacity = capacity};
  if (count) memcpy(AT(Arms, grown)->arm, old->arm, count * sizeof(Arm));
  arms_free(core, core->arms);
  core->arms = grown;
  return 1;
}

void weft_select_begin(void) {
  Core *core = core_current();
  core->arms_failed = !core->arms && !arms_grow(core);
  if (LIKELY(core->arms)) AT(Arms, core->arms)->count = 0;
}

static Arm *arm_add(ref handle, uint32_t kind) {
  Core *core = core_current();
  Arms *arms = PTR(core->arms);
  if (UNLIKELY(core->arms_failed)) return 0; /* weft_select_wait will raise */
  if (UNLIKELY(arms->count == arms->capacity)) {
    core->arms_failed = !arms_grow(core);
    if (core->arms_failed) return 0;
    arms = PTR(core->arms);
  }
  Arm *arm = &arms->arm[arms->count++];
  arm->handle = handle;
  arm->kind = kind;
  arm->waiter.block = arm->waiter.object = 0;
  return arm;
}
void weft_select_recv(ref ch) { arm_add(ch, ARM_RECV); }
void weft_select_done(ref task) { arm_add(task, ARM_DONE); }
void weft_select_send(ref ch, uint64_t payload, int32_t tag) {
  Arm *arm = arm_add(ch, ARM_SEND);
  if (arm) arm->waiter.payload = payload, arm->waiter.tag = (uint8_t)tag;
}

/* An arm as an object: its channel or task at 8, and for a send the value, in the representation of the channel's
 * items. */
void weft_select_arms(ref list, uint32_t send_type, uint32_t done_type) {
  const List *arms = AT(List, list);
  for (uint32_t i = 0; i < arms->len; i++) {
    const uint8_t *arm = PTR(((const uint32_t *)(const void *)AT(Array, arms->data)->data)[i]);
    ref ch = *(const uint32_t *)(const void *)(arm + 8);
    uint32_t type = ((const Obj *)(const void *)arm)->type;
    if (type != send_type) {
      arm_add(ch, type == done_type ? ARM_DONE : ARM_RECV);
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

/* --- what an arm waits on: a channel, or a task's end ------------------------------------------------------------- */
static uint32_t object_of(const Arm *arm) { return AT(Handle, arm->handle)->object; }
static int is_task(uint32_t object) { return AT(Object, object)->kind == OBJECT_TASK; }

static void lock(uint32_t object) {
  if (is_task(object)) task_lock_joiners(PTR(object)); else channel_lock(PTR(object));
}

static void unlock(uint32_t object) {
  if (!is_task(object)) channel_unlock(PTR(object));
  else if (!task_is_done(PTR(object))) task_unlock_joiners(PTR(object), 0, 0); /* it can't have ended meanwhile */
}

static int is_ready(const Arm *arm) {
  if (arm->kind == ARM_DONE) return task_is_done(PTR(object_of(arm)));
  return channel_is_ready(channel_of(arm->handle), (int)arm->kind);
}

static void link(Core *core, Arm *arm) {
  arm->waiter.task = REF(core->task);
  if (arm->kind == ARM_DONE) part_join_link(PTR(object_of(arm)), &arm->waiter);
  else channel_link(core, channel_of(arm->handle), &arm->waiter, (int)arm->kind);
}

/* The wait is over; whether this arm ended it: then it was taken out of the queue to be served. The winner held this
 * object's lock, or another's, until all that it wrote was there. */
static int unlink(Arm *arm) {
  if (arm->kind == ARM_DONE)
    return !part_join_unlink(PTR(object_of(arm)), &arm->waiter) && arm->waiter.outcome != PASSED_OVER;
  Channel *channel = channel_of(arm->handle);
  channel_lock(channel);
  int won = !arm->waiter.object && arm->waiter.outcome != PASSED_OVER;
  channel_unlink(channel, &arm->waiter, (int)arm->kind);
  channel_unlock(channel);
  return won;
}

/* The arms' objects, each once, in address order. */
static uint32_t sort_objects(Arms *arms, uint32_t *objects) {
  uint32_t n = arms->count;
  for (uint32_t i = 0; i < n; i++) objects[i] = object_of(&arms->arm[i]);
  for (uint32_t gap = n / 2; gap; gap /= 2) { /* Shell's sort: few arms as a rule, any number allowed */
    for (uint32_t i = gap; i < n; i++) {
      uint32_t c = objects[i], j = i;
      for (; j >= gap && objects[j - gap] > c; j -= gap) objects[j] = objects[j - gap];
      objects[j] = c;
    }
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) if (!i || objects[i] != objects[i - 1]) objects[kept++] = objects[i];
  return kept;
}

static void free_blocks_except(Core *core, Arms *arms, uint32_t except) {
  for (uint32_t i = 0; i < arms->count; i++)
    if (i != except && UNLIKELY(arms->arm[i].waiter.block)) {
      message_free(core, arms->arm[i].waiter.block);
      arms->arm[i].waiter.block = 0;
    }
}

/* One of the arms that can happen, each with the same chance; the count of arms: none. */
static uint32_t choose(Core *core, const Arms *arms) {
  uint32_t n = arms->count, chosen = n, ready = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!is_ready(&arms->arm[i])) continue;
    /* the k-th that is ready replaces what was chosen with a chance of 1 in k */
    if (!ready++ || (((core_random(core) >> 32) * ready) >> 32) == 0) chosen = i;
  }
  return chosen;
}

/* Lets one arm happen, under all locks that are needed. */
static int try_arms(Core *core, Arms *arms, uint32_t *chosen, Item *item, Task **woken) {
  *woken = 0;
  while ((*chosen = choose(core, arms)) != arms->count) {
    Arm *arm = &arms->arm[*chosen];
    if (arm->kind == ARM_DONE) return OFFER_DONE;
    Channel *channel = channel_of(arm->handle);
    Item sent = {arm->waiter.payload, arm->waiter.tag, arm->waiter.block};
    int offer = arm->kind == ARM_SEND ? channel_offer(core, channel, &sent, woken)
                                      : channel_accept(core, channel, item, woken);
    if (offer != OFFER_BLOCKED) return offer; /* else who waited there had been served elsewhere, and is gone now */
  }
  return OFFER_BLOCKED;
}

static int copy_sent(Core *core, Arms *arms) {
  int failed = 0;
  for (uint32_t i = 0; i < arms->count && !failed; i++) {
    Arm *arm = &arms->arm[i];
    if (arm->kind == ARM_SEND)
      arm->waiter.block =
          message_copy(core, channel_of(arm->handle)->elem, &arm->waiter.payload, arm->waiter.tag, &failed);
  }
  return !failed;
}

/* One is shared, so all are from now on: which locks are held mustn't change until they are dropped. */
static void share_alike(const uint32_t *objects, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) object_share(objects[i]);
}

static void park(Core *core, Arms *arms, double timeout_s, int shared) {
  *arms_place(core->fiber) = REF(arms);
  core->arms = 0;
  for (uint32_t i = 0; i < arms->count; i++) link(core, &arms->arm[i]);
  wait_begin(core, WAIT_SELECT, timeout_s, shared);
}

void weft_select_wait(double timeout_s, int32_t has_default) {
  Core *core = core_current();
  Arms *arms = PTR(core->arms);
  core_talks(core);
  if (wait_refused(core, timeout_s)) return;
  if (UNLIKELY(core->arms_failed || !copy_sent(core, arms))) {
    if (core->arms) free_blocks_except(core, arms, arms->count);
    weft_raise_memory();
    return;
  }
  uint32_t *objects = arms_room(arms), count = arms->count, chosen;
  int races = 0;
  for (uint32_t i = 0; i < count; i++) races |= MAY_RACE(AT(Object, object_of(&arms->arm[i])));
  int shared = races;
  if (UNLIKELY(races)) {
    count = sort_objects(arms, objects);
    share_alike(objects, count);
    for (uint32_t i = 0; i < count; i++) lock(objects[i]);
  } else {
    for (uint32_t i = 0; i < count; i++) shared |= IS_SHARED(AT(Object, object_of(&arms->arm[i])));
  }
  Item item = {0, 0, 0};
  Task *woken;
  int offer = try_arms(core, arms, &chosen, &item, &woken);
  int parks = offer == OFFER_BLOCKED && !has_default && timeout_s != 0;
  if (parks) park(core, arms, timeout_s, shared);
  if (UNLIKELY(races)) for (uint32_t i = count; i-- > 0;) unlock(objects[i]);
  if (woken) scheduler_woken_here(core, woken);
  if (parks) {
    if (timeout_s < 0) trampoline_wait(core);
    return;
  }

  core->w.arm = chosen;
  if (offer == OFFER_BLOCKED) {
    core->w.outcome = has_default ? OUTCOME_DEFAULT : OUTCOME_TIMEOUT;
  } else if (offer == OFFER_CLOSED) {
    core->w.outcome = OUTCOME_CLOSED;
  } else if (offer == OFFER_DONE) {
    core->w.outcome = OUTCOME_VALUE;
    if (arms->arm[chosen].kind == ARM_RECV) channel_deliver(core, item.payload, item.tag, item.block);
  } else {
    weft_raise_memory();
  }
  free_blocks_except(core, arms, offer == OFFER_DONE ? chosen : arms->count);
  if (LIKELY(!weft_global.stress) || offer == OFFER_MEMORY) return;
  int received = offer == OFFER_DONE && arms->arm[chosen].kind == ARM_RECV;
  wait_defer(core, received ? channel_item_kind(channel_of(arms->arm[chosen].handle), item.tag) : SLOT_RAW4);
}

void select_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost) {
  (void)kind, (void)lost;
  Arms *arms = arms_of(fiber);
  uint32_t won = arms->count;
  for (uint32_t i = 0; i < arms->count; i++) if (unlink(&arms->arm[i])) won = i;
  if (how == TASK_WON_VALUE) {
    Waiter *waiter = &arms->arm[won].waiter;
    core->w.outcome = waiter->outcome;
    core->w.arm = won;
    if (waiter->outcome == OUTCOME_VALUE && arms->arm[won].kind == ARM_RECV)
      channel_deliver(core, waiter->payload, waiter->tag, waiter->block);
    if (waiter->outcome != OUTCOME_VALUE) won = arms->count; /* what it would have sent is freed with the rest */
  } else if (how == TASK_WON_TIMEOUT) {
    core->w.outcome = OUTCOME_TIMEOUT;
  }
  free_blocks_except(core, arms, won);
  arms_return(core, REF(arms));
  if (how == TASK_WON_ABORT) wait_raise_abort(core, task);
}

void select_scan(Copier *copier, Fiber *fiber) {
  Arms *arms = arms_of(fiber);
  for (uint32_t i = 0; i < arms->count; i++) copier_slot(copier, SLOT_REF, &arms->arm[i].handle);
}

const char *select_what(uint32_t kind) {
  static const char *const what[] = {" to receive from ", " to send to ", " for the end of "};
  return what[kind];
}

COLD int select_copy(const Look *look, const Fiber *fiber, Arm *arms, uint32_t most, uint32_t *count) {
  Arms head;
  if (!snapshot_copy(look, &head, fiber->waiter.block, sizeof head)) return 0;
  *count = head.count;
  uint32_t n = head.count < most ? head.count : most;
  return !n || snapshot_copy(look, arms, fiber->waiter.block + (uint32_t)sizeof(Arms), n * (uint32_t)sizeof(Arm));
}

COLD void select_describe(Text *text, Task *task) {
  const Arms *arms = arms_of(task_fiber(task));
  uint32_t n = arms->count;
  text_put(text, n ? " waits" : " waits for ever");
  for (uint32_t i = 0; i < n && i < ARMS_SHOWN; i++) {
    const Arm *arm = &arms->arm[i];
    text_put(text, i ? " or" : "");
    text_put(text, select_what(arm->kind));
    object_rows[AT(Object, object_of(arm))->kind].label(text, object_of(arm));
  }
  if (n > ARMS_SHOWN) text_put(text, " or others");
}
