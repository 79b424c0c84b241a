/* The trampoline: runs tasks, each until it ends, parks or gives way. trampoline.c states the invariants. */
#ifndef WEFT_TRAMPOLINE_H
#define WEFT_TRAMPOLINE_H
#include "core.h"
#include "scheduler.h"

enum { NEST_MIN = 24576, NEST_LEVELS = 8 };

/* a worker's life: runs until nothing can run here; when to come again; UINT64_MAX: the end */
uint64_t trampoline_work(Core *core);
/* Whether the engine's stack has room for another task. Compiled code that stores what it has left before joins and
 * spawns tells exactly; else each level gets a share of half the stack. */
static inline int trampoline_may_nest(const Core *core) {
  if (weft_global.stress || weft_global.ordered) return 0;
  return core->w.left >= 0 ? core->w.left >= NEST_MIN : core->nested < NEST_LEVELS;
}
/* The same of this task. One that may wait for the host doesn't run where a task below waits: that one would be held up
 * with it, though another worker ended its wait. */
static inline int trampoline_may_run(const Core *core, const Task *task, uint32_t inside) {
  return trampoline_may_nest(core) && (!inside || AT(FrameDesc, task->entry)->flags & FRAME_QUIET);
}
int trampoline_run_nested(Core *core, Task *task);        /* runs a task inside the running one; whether it gave way */
/* a new task, inside the running one. 0: it shall wait: there is no room, or such a one used a slice up in this turn */
int trampoline_run_at_once(Core *core, Task *task);
/* The running task waits, and is to unwind. Before, whom it has just woken may run inside it, as a child does that it
 * joins: if that ends the wait, as a server does for its client, the task goes on without having unwound. */
void trampoline_wait_inside(Core *core);
static inline void trampoline_wait(Core *core) {
  if (!core->slot) return;
  if (core->outside) core->outside--; /* it has been in vain of late */
  else trampoline_wait_inside(core);
}
/* A task has let go of all that it held: if the end of its slice was put off for that, it comes now. */
static inline void trampoline_put_off_end(Core *core) {
  if (UNLIKELY(core->put_off == core->moved)) core_request(core, REQ_SLICE);
}
#endif
