/* A worker's run queues: queue.c states the invariants. */
#ifndef WEFT_QUEUE_H
#define WEFT_QUEUE_H
#include "core.h"
void queue_push(Core *core, Task *task);      /* to the new end of the private queue */
void queue_push_old(Core *core, Task *task);  /* to the old end */
void queue_give(Core *core, Task *task);      /* to the published queue, of any worker */
Task *queue_take(Core *core);                 /* what to run next from what is this worker's */
Task *queue_steal(Core *core);                /* from another worker */
Task *queue_take_any(Core *core);             /* the same: any of it, by the seed */
PART(queue_take_any, "weft_spawn_frame");
int queue_visible(void);                      /* whether any worker could find a task */
#endif
