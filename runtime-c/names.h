/* Names: which shared object each has. What is asked for by a name is got, or made and kept under it.
 *
 * Invariants
 * - Only a task that holds the gate of the names (weft_names_gate) reads or writes the table: so to look a name up, to
 *   make what it is to have, and to keep that are one step, in which the task may be pre-empted.
 * - The table has a reference to each object in it, which is shared, since any worker may ask for it.
 * - Texts of the table are detached messages, or need none: nothing in it points into a task's heap.
 * - What has a time to live is found until then. Then it is taken out by whoever asks for it, or comes by: who keeps
 *   something looks through some lists in turn, so what has died is never more than a part of what lives.
 */
#ifndef WEFT_NAMES_H
#define WEFT_NAMES_H
#include "core.h"

typedef struct Name {
  uint32_t next;          /* in its list: those whose hash ends alike */
  uint32_t hash;
  ref text;
  uint32_t block;         /* the text's message; 0: none */
  uint32_t object, pad;
  double until;           /* on the clock of time.monotonic; negative: for ever */
} Name;

/* The first at `*list` or behind it that hasn't died; who has is taken out. 0: none. For names_list.c. */
Name *names_living(Core *core, uint32_t *list, double now);
uint32_t *names_lists(uint32_t *count); /* the heads of all lists */
#endif
