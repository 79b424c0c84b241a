/* What slices of strings and lists share. */
#ifndef WEFT_SLICE_H
#define WEFT_SLICE_H
#include "base.h"

/* Python's clamping of slice indices: returns the number of elements, or -1 after ValueError for a zero step was
 * raised. */
word slice_clamp(word length, word *start, word *stop, word *step, int32_t given);
#endif
