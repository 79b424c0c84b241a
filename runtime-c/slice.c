/* Slices: see slice.h. */
#include "slice.h"

word slice_clamp(word length, word *start, word *stop, word *step, int32_t given) {
  word by = given & GIVEN_STEP ? *step : 1;
  if (by == 0) {
    weft_raise(&weft_type_ValueError, "slice step cannot be zero");
    return -1;
  }
  word low = by < 0 ? -1 : 0, high = by < 0 ? length - 1 : length;
  word from = by < 0 ? high : low, to = by < 0 ? low : high;
  if (given & GIVEN_START) {
    from = *start < 0 ? *start + length : *start;
    from = from < low ? low : from > high ? high : from;
  }
  if (given & GIVEN_STOP) {
    to = *stop < 0 ? *stop + length : *stop;
    to = to < low ? low : to > high ? high : to;
  }
  *start = from;
  *stop = to;
  *step = by;
  if (LIKELY(by == 1)) return from < to ? to - from : 0; /* a division takes longer than all the rest */
  if (by < 0) return to < from ? (from - to - 1) / -by + 1 : 0;
  return from < to ? (to - from - 1) / by + 1 : 0;
}
