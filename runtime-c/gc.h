/* Collecting a task's heap, when the task has wholly unwound: all roots are in its record, frames and globals. */
#ifndef WEFT_GC_H
#define WEFT_GC_H
#include "core.h"

/* result_only: the task has ended, and only its outcome is kept */
void gc_collect(Core *core, Task *task, int result_only);
#endif
