/* Waiting for a task's end.
 *
 * Invariants
 * - A finished task's heap holds its outcome and nothing refers into it from outside. The first join through the only
 *   handle takes the heap over; any other copies, under JOIN_LOCK, since copying writes to the source.
 * - Handle.aux keeps the object that a join through this handle has delivered: later joins give the same one.
 */
#ifndef WEFT_JOIN_H
#define WEFT_JOIN_H
#include "core.h"
void join_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
/* the joiners' waiters, under JOIN_LOCK: those that can be woken come back as a chain */
uint32_t join_win(uint32_t list);
/* one that waits for this beside other things (select.c): linked under JOIN_LOCK; unlinked without it. 0: the task's
 * end has unlinked it already, and said in its outcome whether it ended the wait */
void join_link(Task *task, Waiter *waiter);
/* what a task that has ended ended with, as a join of the handle would */
void join_deliver(Core *core, ref handle);
int join_unlink(Task *task, Waiter *waiter);
PART(join_finish, "weft_task_join weft_task_outcome");
PART(join_win, ALL_JOINS);
PART(join_deliver, "weft_scope_sponsor");
PART(join_link, "weft_select_done weft_select_arms");
PART(join_unlink, "weft_select_done weft_select_arms");
#endif
