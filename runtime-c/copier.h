/* One traversal for everything that moves values: the collector, messages, spawns and results.
 *
 * Invariants
 * - Cheney: objects are copied into a chain of blocks and scanned there in order; no recursion, whatever the data.
 * - Moving (collection, results): the source dies; forwarding words stay in its headers; large objects change lists.
 *   Copying (messages, spawns): the source lives on; forwarding words are undone from the worker's log; large objects
 *   are copied; each handle copied counts.
 */
#ifndef WEFT_COPIER_H
#define WEFT_COPIER_H
#include "core.h"

typedef struct Copier {
  Core *core;
  uint32_t first, last;   /* the target's blocks, oldest first */
  uint32_t hp, limit;     /* free part of the last */
  uint32_t large, handles;
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
/* bytes that the slot's value needs at least, for `expected` */
uint32_t copier_size(uint32_t kind, const void *slot);
void copier_scan(Copier *copier);                             /* until everything reachable is there */
int copier_log(Core *core, ref object);                       /* remembers it in the log; 0: no memory */
/* A message's first block, or 0 if nothing was copied; after failure everything is undone and freed. */
uint32_t copier_finish(Copier *copier);
#endif
