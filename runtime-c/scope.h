/* Scopes and wait groups: gates that are told of the ends of tasks, their children.
 *
 * Invariants
 * - The gate's word counts in its low 32 bits the children that have not ended; the library adds one before each spawn.
 *   Above is the round (lib/support): it ends when the count comes to 0, and when a child of a scope fails.
 * - While one worker alone touches the gate, so it is with its children and its owner: each is shared (object.h) with
 *   the others.
 * - A child has a hold of the gate without permits, the last in its list, from its spawn on. When it has ended, so that
 *   whoever learns of it finds its outcome, the count goes down. Meanwhile the hold stands in the gate's list, and has
 *   references to the gate and the task.
 * - Who is inside a scope, its owner, has such a hold, too. A child that fails first aborts it, by ABORT_SCOPE; that is
 *   taken back when it leaves. Scopes that it is inside still, and that failed, ask again.
 * - A child that is pinned to a worker has its number in its hold (`keeps`, 1 more): at its end the worker is free for
 *   another.
 * - `failed` is the chain, by `next`, of the children that failed, the last first, each with a reference. From the
 *   first on, or from its abort, each child is aborted.
 */
#ifndef WEFT_SCOPE_H
#define WEFT_SCOPE_H
#include "gate.h"

/* the task that is being spawned; 1: it is pinned, and on its way */
int scope_take_child(Core *core, Task *task);
int scope_may_spare(Core *core);                   /* the task that is being spawned may be over at once */
void scope_spare(Core *core);                      /* it was */
PART(scope_may_spare, "weft_scope_sponsor");
PART(scope_spare, "weft_scope_sponsor");
void scope_child_ended(Core *core);                /* the child whose hold core->told is; with bit 0 if it failed */
void scope_forsake(Core *core, Hold *hold);        /* of a scope that its owner ends inside of */
void scope_forget_failed(Core *core, Gate *gate);  /* it is dropped */
PART(scope_forget_failed, "weft_scope_sponsor");
PART(scope_forsake, "weft_scope_enter");
PART(scope_take_child, "weft_scope_sponsor");
PART(scope_child_ended, "weft_scope_sponsor");
#endif
