/* One traversal for everything that moves values: the collector, messages, spawns and results.
 *
 * Invariants
 * - Cheney: objects are copied into a chain of blocks and scanned there in order; no recursion, whatever the data.
 * - Moving (collection, results): the source dies; forwarding words stay in its headers; large objects change lists.
 *   Copying (messages, spawns): the source lives on; forwarding words are undone from the worker's log; large objects are
 *   copied; each handle copied counts.
 * - A parcel is what left a heap: blocks, handles and large objects that refer to nothing outside but static objects and
 *   frozen ones (freeze.h), which stay where they are.
 */
#ifndef WEFT_GC_H
#define WEFT_GC_H
#include "core.h"

typedef struct Copier {
  Core *core;
  uint32_t first, last;   /* the target's blocks, oldest first */
  uint32_t hp, limit;     /* free part of the last */
  uint32_t large, handles;
  uint32_t source_large;  /* moving: the list that large objects leave */
  uint32_t scan_block, scan;
  uint32_t bytes;
  uint8_t copying, sharing, failed; /* sharing: handles copied go to other workers */
  uint8_t freezing;       /* nothing moves, and what is to be scanned is in the log, from `scan` on: see freeze.c */
} Copier;

void copier_start(Copier *copier, Core *core, int copying, uint32_t expected); /* expected: bytes of objects */
ref copier_move(Copier *copier, ref r);                       /* what stands for it in the target */
void copier_slot(Copier *copier, uint32_t kind, void *slot);  /* the slot comes to refer to the target */
void copier_array(Copier *copier, uint32_t kind, uint32_t at, uint32_t count); /* so many of them, side by side */
/* So many records, `stride` bytes from one to the next, of n slots each (as in Type.slots). */
void copier_records(Copier *copier, uint32_t at, uint32_t count, uint32_t stride, const uint16_t *slots, uint32_t n);
uint32_t copier_size(uint32_t kind, const void *slot);        /* bytes that the slot's value needs at least, for `expected` */
void copier_scan(Copier *copier);                             /* until everything reachable is there */
int copier_log(Core *core, ref object);                       /* remembers it in the log; 0: no memory */
uint32_t copier_finish(Copier *copier);                       /* a message's first block, or 0 if nothing was copied; after failure everything is undone and freed */

void gc_collect(Core *core, Task *task, int result_only);     /* a task that has wholly unwound; result_only: it has ended */
/* Copies a value for sending: *payload comes to point into the message. The message, or 0 if it needs none. *failed: no memory. */
uint32_t message_copy(Core *core, uint32_t kind, uint64_t *payload, uint32_t tag, int *failed);
void message_adopt(Core *core, Task *task, uint32_t message); /* the running task's heap takes it over */
PART(message_adopt, "weft_channel_new");
void message_free(Core *core, uint32_t message);
void heap_adopt(Core *core, Task *task, Task *from);          /* the running task takes a finished task's whole heap */
void heap_free(Core *core, Task *task);                       /* all of it; handles are released */
#endif
