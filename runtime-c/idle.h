/* Workers without work; what it means that nobody has any. */
#ifndef WEFT_IDLE_H
#define WEFT_IDLE_H
#include "core.h"
/* looks elsewhere, sleeps. *task, or 0 (look again), or (portable) when to come again */
uint64_t idle_wait(Core *core, Task **task);
void idle_timers(Core *core);                /* fires what is due on this worker */
void idle_stop(void);                        /* all workers leave their loops */
uint32_t idle_abort_parked(void);            /* at the end, all workers idle: how many tasks now clean up */
PART(idle_abort_parked, "weft_spawn_frame");
#endif
