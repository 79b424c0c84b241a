/* What the runtime says on standard error: tracebacks, deadlocks, its own end. */
#ifndef WEFT_REPORT_H
#define WEFT_REPORT_H
#include "base.h"
struct Task;
/* a traceback as CPython 3.13 prints it, causes and contexts included */
void report_exception(ref exc);
void report_task_exception(uint32_t task, ref exc); /* the same, with a line that names the task */
void report_deadlock(void);                         /* every parked task; all workers are idle */
PART(report_deadlock, ALL_WAITS);
void report_byte(uint32_t byte);                    /* the next of a report */
void report_groups(ref exc); /* of a report, the exception with all that it came from: there may be groups among them */
PART(report_groups, "weft_report_groups");
void report_held(struct Task *task, uint32_t object); /* it ended without giving back what it had of it */
void report_text(ref text);                         /* a str and a newline */
void report_plain(const char *text); /* as it stands; there need be no memory */
void report_fatal(uint32_t why, const char *text) __attribute__((noreturn));
void report_no_memory(const char *what) __attribute__((noreturn)); /* behind "no memory " */
#endif
