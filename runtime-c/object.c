/* Counting of shared objects: see object.h. */
#include "object.h"
#include "channel.h"
#include "core.h"

void object_retain(uint32_t address) {
  Object *object = PTR(address);
  if (object->kind == OBJECT_TASK) {
    task_retain(PTR(address));
  } else if (IS_SHARED(object)) {
    add_relaxed(&object->refs, 1); /* whoever holds a handle may copy it: nothing to order */
  } else {
    object->refs++;
  }
}

/* Sharing spreads: who waits on a shared object may be woken by any worker, so all that it holds is shared too. Tasks still
 * to be walked are chained by `walk`. */
enum { WALK_LISTED = 1 };
static void share_waiters(uint32_t waiter, uint32_t *pending) {
  for (; waiter; waiter = AT(Waiter, waiter)->next) {
    Task *task = PTR(AT(Waiter, waiter)->task);
    if (task->walk || (task->shared && task->handles == task->handles_shared)) continue;
    task->walk = *pending | WALK_LISTED; /* `next` may be in use: a select whose wait is over is still linked at its other channels */
    *pending = REF(task);
  }
}

static void share_one(uint32_t address, uint32_t *pending) {
  Object *object = PTR(address);
  if (object->shared) return;
  object->shared = 1; /* published, with all that was done to it, by the lock that the task's way out takes */
  if (object->kind == OBJECT_CHANNEL) {
    share_waiters(AT(Channel, address)->receivers, pending);
    share_waiters(AT(Channel, address)->senders, pending);
  } else if (object->kind == OBJECT_TASK) {
    uint32_t joiners = life_joiners(AT(Task, address)->life);
    if (!(joiners & JOIN_DONE)) share_waiters(joiners, pending);
  }
}

static void share_handles(Task *task, uint32_t *pending) {
  for (uint32_t h = task->handles; h != task->handles_shared; h = AT(Handle, h)->next) share_one(AT(Handle, h)->object, pending);
  task->handles_shared = task->handles;
}

static void share_pending(uint32_t pending) {
  while (pending) {
    Task *task = PTR(pending);
    pending = task->walk & ~(uint32_t)WALK_LISTED;
    task->walk = 0;
    share_one(REF(task), &pending);
    share_handles(task, &pending);
  }
}

void object_share(uint32_t address) {
  if (ONE_WORKER) return;
  uint32_t pending = 0;
  share_one(address, &pending);
  share_pending(pending);
}

void object_share_handles(Task *task) {
  if (ONE_WORKER) return;
  uint32_t pending = 0;
  share_handles(task, &pending);
  share_pending(pending);
}

void object_release(Core *core, uint32_t address) {
  Object *object = PTR(address);
  if (object->kind == OBJECT_TASK) {
    task_release(core, PTR(address));
    return;
  }
  if (IS_SHARED(object) ? add_acq_rel(&object->refs, (uint32_t)-1) != 1 : --object->refs) return; /* release: our uses come before; acquire: the freer sees all */
  if (object->kind == OBJECT_CHANNEL) part_channel_drop(core, PTR(address));
  else part_weft_file_drop(address);
}

ref object_handle(Core *core, uint32_t object, uint32_t type) {
  ref r = weft_alloc(sizeof(Handle));
  if (!r) {
    object_release(core, object);
    return 0;
  }
  *AT(Handle, r) = (Handle){.type = type, .object = object, .next = core->task->handles};
  core->task->handles = r;
  return r;
}

int32_t weft_same_object(ref a, ref b) { return a == b || (a && b && AT(Handle, a)->object == AT(Handle, b)->object); }
