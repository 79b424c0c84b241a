/* Over how many workers the tasks are spread.
 *
 * Tasks that compute want all workers. Tasks that talk want one: between two workers a message costs locks, cache lines
 * and often a sleeper's wake, ten times what it costs within one. What a task will do can't be seen from it, but from
 * what it and its like have just done: a worker's tasks *talk* if they park more often than each 16 us.
 *
 * - A worker without work takes from others (queue.c), and is woken as soon as there are tasks that could be given
 *   (scheduler.c). If what it found was over sooner than its way took, it rests: for what is left of the tick nobody
 *   wakes it. Else it searches, before it sleeps, for as long as waking it would take.
 * - A worker whose tasks talk keeps them: it is neither asked nor offers. They are served first come, first served.
 * - A worker whose turns take more than some 30 us *spreads*: whoever is woken there is offered to a sleeper at once,
 *   since who wakes it will go on for longer than the way there takes. So the stages of a pipeline run side by side.
 *   Who takes a task from such a worker spreads too, until the next tick tells.
 * - No ready task waits for more than a tick while a worker sleeps: where a worker has made fewer turns in a tick than
 *   it has ready tasks, the one woken last among them, so that one may have waited so long, half of them are published,
 *   the unstarted and those that compute before others. Where it has made more, each has been served, first come, first
 *   served. Where a task has run for a tick inside one that waits, and may be ready by now, it gives way.
 * - Tasks that lock what those of another worker lock, one lock after the other, and meet there, are brought together
 *   at once, not by the tick: what they do takes a tenth where one worker is alone (gate.h). The worker with the higher
 *   index hands over all that it has, and rests for a tick; for twice as many each time that it does so soon after.
 * - Tasks that talk across workers are gathered: one worker hands over all that it has, and rests. It is tried: if the
 *   tasks then send, receive, lock less often than before, they are spread again, and it is not tried again for a
 *   while, longer each time. The last one awake is alone (idle.h), and what it shares costs no more than private.
 */
#ifndef WEFT_BALANCE_H
#define WEFT_BALANCE_H
#include "core.h"

void balance_tick(uint64_t now); /* the ticker's, each tick */
int balance_lull(void);          /* each tick, once a worker gave way: whether such workers go on resting */
PART(balance_lull, "weft_gate_new");
void balance_race(Core *core, uint32_t with); /* the running task is to lock what that worker or its own has locked */
#endif
