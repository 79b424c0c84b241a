/* Which tasks there are, told while they go on.
 *
 * Invariants
 * - Records are only ever records (task.h), and pages of the arena stay readable. So anything may be copied from a
 *   parked task, and counts if its state, which no two of its waits have in common, is afterwards what it was before:
 *   then nobody else had the task meanwhile, and all that it refers to lived.
 * - An address is followed only once the copy that it stands in counts. Of a task that one worker alone touches another
 *   may see the state before the rest: so no copy goes beyond what can be read, and no place is told that isn't static.
 */
#ifndef WEFT_SNAPSHOT_H
#define WEFT_SNAPSHOT_H
#include "task.h"

typedef struct Look { Task *task; uint32_t state; } Look;
/* Copies what such a task refers to; 0: it has gone on, and the copy is worth nothing. */
int snapshot_copy(const Look *look, void *to, uint32_t from, uint32_t bytes);
#endif
