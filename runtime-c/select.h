/* Waiting on several channels, and for several tasks' ends, at once.
 *
 * Invariants
 * - weft_select_begin .. weft_select_wait run without a suspension between them.
 * - All channels' locks, and those of the tasks' joiners, are held, each once, in address order, from the first look
 *   until the task is linked everywhere. A task that has ended by then isn't locked, and stays so.
 * - Values of send arms are copied before anything is locked.
 * - One winner sets the task's `won` to its arm; the task unlinks the other arms, lock by lock, before it goes on.
 */
#ifndef WEFT_SELECT_H
#define WEFT_SELECT_H
#include "core.h"
#include "copier.h"
#include "snapshot.h"
#include "text.h"
enum ArmKind { ARM_RECV = 0, ARM_SEND = 1, ARM_DONE = 2 };
typedef struct Arm {
  Waiter waiter; /* first: `won` is its address */
  ref handle;    /* of the channel, or the task; a root while we wait */
  uint32_t kind;
} Arm;
void select_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
void select_describe(Text *text, Task *task);
void select_scan(Copier *copier, Fiber *fiber);
/* the first arms of a task that may go on meanwhile, and how many there are; 0: it has gone on */
int select_copy(const Look *look, const Fiber *fiber, Arm *arms, uint32_t most, uint32_t *count);
const char *select_what(uint32_t kind); /* of an arm, in a report */
PART(select_copy, "weft_select_wait");
PART(select_what, "weft_select_wait");
PART(select_finish, "weft_select_wait");
PART(select_describe, "weft_select_wait");
PART(select_scan, "weft_select_wait");
#endif
