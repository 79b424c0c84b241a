/* Waking workers that sleep.
 *
 * Invariants
 * - At most one worker is woken at a time: the waker makes it a searcher; the last searcher to find work wakes the
 *   next.
 * - Each worker waits on its one word, `sleep`.
 */
#ifndef WEFT_WAKE_H
#define WEFT_WAKE_H
#include "core.h"

void wake_one(void);          /* one sleeping worker, if any sleeps and none searches */
void wake_worker(Core *core); /* if it sleeps; it becomes no searcher */
#endif
