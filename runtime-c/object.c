/* Counting of shared objects: see object.h. */
#include "object.h"
#include "cell.h"
#include "channel.h"
#include "core.h"
#include "gate.h"
#include "copier.h"

const ObjectRow object_rows[OBJECT_KINDS] = {
    [OBJECT_TASK] = {task_drop, IF_SHARED(part_task_share), task_label},
    [OBJECT_CHANNEL] = {part_channel_drop, IF_SHARED(part_channel_share), part_channel_label},
    [OBJECT_FILE] = {part_file_drop, 0, 0},
    [OBJECT_GATE] = {part_gate_drop, IF_SHARED(part_gate_share), part_gate_label},
    [OBJECT_CELL] = {part_cell_drop, 0, 0},
};

void object_retain(uint32_t address) {
  Object *object = PTR(address);
  if (MAY_RACE(object)) add_relaxed(&object->life, 1); /* whoever holds a handle may copy it: nothing to order */
  else object->life++;
}

void object_release(Core *core, uint32_t address) {
  Object *object = PTR(address);
  /* release: our uses come before; acquire: the last one sees all */
  uint64_t life = MAY_RACE(object) ? add_acq_rel(&object->life, (uint64_t)-1) : object->life--;
  if ((uint32_t)life != 1) return;
  /* most are: an indirect call is a twentieth of a task's life */
  if (LIKELY(object->kind == OBJECT_TASK)) task_drop(core, address);
  else object_rows[object->kind].drop(core, address);
}

/* Sharing spreads: who waits on a shared object may be woken by any worker, so all that it holds is shared too. Tasks
 * still to be walked are chained by `walk`. */
enum { WALK_LISTED = 1 };
void object_share_waiters(uint32_t waiter, uint32_t *pending) {
  for (; waiter; waiter = AT(Waiter, waiter)->next) {
    Task *task = PTR(AT(Waiter, waiter)->task);
    Fiber *fiber = task_fiber(task);
    if (fiber->walk || (task->shared && task->handles == fiber->handles_shared)) continue;
    /* `next` may be in use: a select whose wait is over is still linked at its other channels */
    fiber->walk = *pending | WALK_LISTED;
    *pending = REF(task);
  }
}

void object_share_one(uint32_t address, uint32_t *pending) {
  Object *object = PTR(address);
  if (object->shared) return;
  object->shared = SHARED; /* published, with all that was done to it, by the lock that the task's way out takes */
  if (object_rows[object->kind].share) object_rows[object->kind].share(address, pending);
}

static void share_handles(Task *task, uint32_t *pending) {
  Fiber *fiber = task_fiber(task);
  for (uint32_t h = task->handles; h != fiber->handles_shared; h = AT(Handle, h)->next)
    object_share_one(AT(Handle, h)->object, pending);
  fiber->handles_shared = task->handles;
}

static void share_pending(uint32_t pending) {
  while (pending) {
    Task *task = PTR(pending);
    pending = task_fiber(task)->walk & ~(uint32_t)WALK_LISTED;
    task_fiber(task)->walk = 0;
    object_share_one(REF(task), &pending);
    share_handles(task, &pending);
  }
}

void object_share(uint32_t address) {
  if (ONE_WORKER) return;
  uint32_t pending = 0;
  object_share_one(address, &pending);
  share_pending(pending);
}

void object_share_handles(Task *task) {
  if (ONE_WORKER) return;
  uint32_t pending = 0;
  share_handles(task, &pending);
  share_pending(pending);
}

ref object_handle(Core *core, uint32_t object, uint32_t type) {
  ref r = heap_alloc(&core->w, sizeof(Handle));
  if (!r) {
    object_release(core, object);
    return 0;
  }
  *AT(Handle, r) = (Handle){.type = type, .object = object, .next = core->task->handles};
  core->task->handles = r;
  return r;
}

word weft_object_number(ref handle) { return (word)(AT(Handle, handle)->object >> 3); }
int32_t weft_same_object(ref a, ref b) { return a == b || (a && b && AT(Handle, a)->object == AT(Handle, b)->object); }

/* One more handle, in another task's list. */
void object_handle_copied(Copier *copier, ref copy) {
  Handle *handle = PTR(copy);
  if (copier->sharing) object_share(handle->object);
  object_retain(handle->object);
  handle->next = copier->handles;
  copier->handles = copy;
}
