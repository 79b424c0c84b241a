/* The program's beginning and end. */
#ifndef WEFT_ENTRY_H
#define WEFT_ENTRY_H
#include "core.h"
/* What the linker's exports call (compiler/weftc/host/contract.py), the C stack pointer set: */
void weft_main(void);                /* runs the program; proc_exit unless its status is 0 */
/* a worker or the ticker; the first word at `start` is the top of its C stack */
void weft_thread_main(int32_t tid, uint32_t start);
void weft_on_interrupt(void);        /* Ctrl-C: from any thread, any instance. The second ends the process */
void weft_on_stop(void);             /* all threads leave as soon as they can */
int32_t entry_main(void);            /* the same natively; the exit status */
void entry_report_main(Task *task);            /* its error, which decides the exit status */
void entry_main_ended(Core *core, Task *task);
/* with what must not be lost: neither an abort nor sys.exit(0). Nobody may have taken its heap yet */
int entry_task_failed(const Task *task);
PART(entry_task_failed, "weft_scope_sponsor");
/* tracebacks of tasks that failed and that nobody joined; all workers idle or gone */
void entry_report_failed(void);
PART(entry_report_failed, "weft_spawn_frame " ALL_WAITS);
void entry_abort_tasks(void);        /* main has failed: all others shall end */
PART(entry_abort_tasks, "weft_spawn_frame");
void entry_spawned(void);            /* the first spawn: the other workers start */
void entry_exit(int32_t status) __attribute__((noreturn));
#endif
