/* Timers: a heap per worker; only a wait arms one, only its worker fires it.
 *
 * Invariants
 * - A record is ARMED, then either FIRED (by its worker, when due) or CANCELLED (by the task, whose wait ended
 *   otherwise): one CAS decides, so a cancelled timer never fires. Whoever comes second, or the worker in CANCELLED's
 *   case, frees it.
 * - Firing also demands the ticket of the wait that armed it.
 * - Cancelled records stay in the heap until due, or until half the heap is dead: then it is swept.
 */
#ifndef WEFT_TIMER_H
#define WEFT_TIMER_H
#include "core.h"
uint32_t timer_arm(Core *core, uint64_t due, double seconds);  /* for the running task; 0: no memory */
double timer_seconds(const Fiber *fiber);                /* what fiber->timer was armed with */
void timer_cancel(Core *core, Fiber *fiber);               /* fiber->timer; from any worker */
/* drops the cancelled ones; a worker that goes idle does so, lest they keep the program */
void timer_sweep(Core *core);
int timer_fire(Core *core, uint64_t now);                  /* all that are due; whether any task was woken */
uint64_t timer_due(double seconds);                        /* the time so long from now; UINT64_MAX: never */
/* Only what has been armed is due, or cancelled: */
PART(timer_seconds, "timer_arm");
PART(timer_cancel, "timer_arm");
PART(timer_sweep, "timer_arm");
PART(timer_fire, "timer_arm");
#endif
