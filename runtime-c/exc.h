/* Exceptions: made, raised, caught, and their tracebacks.
 *
 * Invariants
 * - At most one exception is on its way in a worker: w->exc, while status is RAISING.
 * - A traceback is an Array of words, innermost first: the address of a Where, or count << 1 | 1: the last one that
 *   often more. `pad` of the exception counts the words in use. It holds at most TRACEBACK_MAX words.
 * - A static exception (out of memory) carries nothing and is never written.
 */
#ifndef WEFT_EXC_H
#define WEFT_EXC_H
#include "base.h"
enum { TRACEBACK_MAX = 2048 };
enum { EXC_SUPPRESS = 1, EXC_HINT_SHIFT = 1, EXC_MARK_SHIFT = 31 }; /* of `flags`; marked only while it is described */
void exc_init(void);
ref exc_new(const Type *type, ref text); /* 0: w->exc is MemoryError, and it is raised */
int exc_is(ref exc, const Type *type);   /* of that class, exactly (built-in classes that the runtime raises) */
int exc_is_unbuilt(ref exc);
void exc_end_unbuilt(ref exc) __attribute__((noreturn)); /* tells of it, and ends the program */
#endif
