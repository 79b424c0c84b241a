/* A worker's run queues: queue.c states the invariants. */
#ifndef WEFT_QUEUE_H
#define WEFT_QUEUE_H
#include "core.h"

enum { SLOT_RUNS = 3 };
void queue_grow(Core *core); /* the private queue is full */
static inline uint32_t *queue_at(Core *core, uint32_t position) {
  return AT(uint32_t, core->ring) + (position & core->ring_mask);
}
static inline void queue_count(Core *core) {
  store_relaxed(&core->private_count, core->bottom - core->top); /* a hint for thieves */
}

/* To the new end of the private queue. */
static inline void queue_push(Core *core, Task *task) {
  if (UNLIKELY(!core->ring || core->bottom - core->top > core->ring_mask)) queue_grow(core);
  task_fiber(task)->position = core->bottom;
  *queue_at(core, core->bottom++) = REF(task);
  queue_count(core);
}
void queue_push_old(Core *core, Task *task);    /* to the old end */
int queue_take_private(Core *core, Task *task); /* a new one, out of the private queue; 0: it isn't there, or shared */
/* The task that the running one woke last, if its turn is now. */
static inline Task *queue_take_slot(Core *core) {
  if (!core->slot || core->slot_runs >= SLOT_RUNS) return 0;
  Task *task = PTR(core->slot);
  store_relaxed(&core->slot, 0);
  core->slot_runs++;
  return task;
}
void queue_publish(Core *core);                 /* half of the private queue goes where thieves look */
void queue_give(Core *core, Task *task);        /* to the published queue, of any worker */
void queue_hand_over(Core *core, Core *to);     /* all that can run here */
void queue_send_home(Task *task);               /* from anywhere: to the one worker that may run it */
Task *queue_take(Core *core);                   /* what to run next from what is this worker's */
Task *queue_steal(Core *core);                  /* from another worker */
/* where the order is laid down: by the seed, or first come, first served */
Task *queue_take_ordered(Core *core);
PART(queue_take_ordered, "weft_spawn_frame");
void queue_push_ordered(Core *core, Task *task); /* behind all others */
PART(queue_push_ordered, "weft_spawn_frame");
int queue_visible(void);                        /* whether any worker could find a task */
#endif
