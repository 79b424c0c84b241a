/* Workers without work; what it means that nobody has any. */
#ifndef WEFT_IDLE_H
#define WEFT_IDLE_H
#include "core.h"
#include "scheduler.h"
/* looks elsewhere, sleeps. *task, or 0 (look again), or (portable) when to come again */
uint64_t idle_wait(Core *core, Task **task);
void idle_gather(Core *core);                /* gives all that can run here to the worker that was named, and rests */
void idle_wake_resting(void);                /* the ticker's: who rests may be woken again */

/* One worker alone: while all others sleep, what is shared is treated as if it weren't (MAY_RACE). Only that worker
 * begins and ends this, between two calls of the runtime: when it makes work visible, goes idle itself, is about to
 * call what may block, or is asked to (REQ_COMPANY) by one that wakes and waits for it. Threads that aren't workers go
 * on meanwhile, and end nothing. */
void idle_begin_alone(Core *core);
static inline int idle_is_alone(void) { /* a look beforehand; idle_begin_alone makes sure */
  return load_relaxed(&weft_global.idle_count) + 1 == scheduler_workers() && !load_relaxed(&weft_alone);
}
void idle_leave_alone(void);
static inline void idle_end_alone(void) {
  if (!ONE_WORKER && UNLIKELY(load_relaxed(&weft_alone))) idle_leave_alone();
}
/* Before a wait for the host that may take for ever: whatever could run here goes where others find it. */
void idle_step_aside(void);
void idle_timers(Core *core);                /* fires what is due on this worker */
void idle_stop(void);                        /* all workers leave their loops */
uint32_t idle_abort_parked(void);            /* at the end, all workers idle: how many tasks now clean up */
PART(idle_abort_parked, "weft_spawn_frame");
#endif
