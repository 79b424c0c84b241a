/* The globals of modules: what all tasks share, and what each has of its own.
 *
 * Invariants
 * - The shared area (weft_program.shared_area) holds what no task changes once there is more than one: see freeze.h.
 *   Until then main alone writes it, and main's collections scan it; then its references are frozen or static.
 * - A task's own area holds the globals that its code can reach and that may change. It is as long as the last of them
 *   demands: a prefix of the spawning task's. A task without such has none.
 * - Before an area stands the address of its Globals, which lists the slots that may hold references. A slot that
 *   isn't listed is one that the task's code doesn't reach, whatever is in it.
 */
#ifndef WEFT_GLOBALS_H
#define WEFT_GLOBALS_H
#include "copier.h"

enum { GLOBALS_HEADER = 8 };

uint32_t globals_new(Core *core, Fiber *fiber, const Globals *globals); /* the area, not filled in; 0: no memory */
void globals_free(Core *core, Fiber *fiber);
/* The first n slots of an area come to refer to the target. */
void globals_copy(Copier *copier, const Globals *globals, uint32_t n, uint32_t area);
void globals_scan(Copier *copier, const Fiber *fiber);
#endif
