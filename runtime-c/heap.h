/* The running task's heap: a chain of blocks filled by bumping, and large objects apart.
 *
 * Invariants
 * - w->hp and w->limit bound the free part of the newest block; all of it is zero.
 * - An object above HEAP_LARGE bytes has page runs of its own, never moves, and starts HEAP_HEADER bytes into them.
 * - Only the running task allocates; a collection happens in the trampoline only, so nothing moves during a C call.
 */
#ifndef WEFT_HEAP_H
#define WEFT_HEAP_H
#include "base.h"

enum {
  HEAP_FIRST = 512,          /* bytes of a task's first block */
  HEAP_BLOCK = 65536,        /* and of its biggest */
  HEAP_LARGE = 16384,        /* objects above go apart */
  HEAP_COLLECT = 256 * 1024, /* no collection below this many bytes since the last */
  HEAP_LAVISH = 4 << 20,     /* and none before as many were allocated as it left, and so many more, as many at most */
};

/* A block, and a message: blocks in a chain that a receiver can link into its own. */
typedef struct Block {
  uint32_t next;    /* the next block of the chain */
  uint32_t size;    /* bytes in all, this header included */
  uint32_t handles; /* first block of a message: its handles. In a collection's target: the end of the objects */
  uint32_t large;   /* first block of a message: its large objects */
} Block;
typedef struct Large { /* heads a large object's pages */
  uint32_t next, size, mark;
  uint32_t given; /* only the message that comes next refers to it: it goes along instead of being copied */
} Large;

/* weft_alloc of a size that is a multiple of 8, and small */
static inline ref heap_alloc(Worker *w, uint32_t bytes) {
  uint32_t hp = w->hp;
  if (UNLIKELY(bytes > w->limit - hp)) return weft_alloc_slow(bytes);
  w->hp = hp + bytes;
  return hp;
}

/* Makes an object longer where it stands, if it is the newest and the block has room: from `size` bytes by `more`. */
int32_t heap_extend(ref object, uint32_t size, uint32_t more);

void heap_drop(ref object); /* nothing refers to it any more: a large one's pages go back at once */
struct Core;
struct Task;
/* Takes it out of the running task's heap, if it is one of the newest large objects. */
int heap_unlink_large(struct Core *core, Large *large);
void heap_adopt(struct Core *core, struct Task *from);   /* the running task takes a finished task's whole heap */
void heap_ask(struct Core *core); /* for a collection, if it is time for one */
void heap_free(struct Core *core, struct Task *task);    /* all of it, at its end; handles are released */

extern const Type weft_type_array; /* T_ARRAY: storage of lists, dicts, tracebacks */

ref heap_alloc_unset_slow(uint32_t bytes);
/* weft_alloc where all is to be written: maybe no zeroes [raises] */
static inline ref heap_alloc_unset(uint32_t bytes) {
  Worker *w = PTR(weft_worker());
  uint32_t size = ALIGN8(bytes), hp = w->hp;
  if (UNLIKELY(size > w->limit - hp || bytes > HEAP_LARGE)) return heap_alloc_unset_slow(bytes);
  w->hp = hp + size;
  return hp;
}
ref weft_array_new(uint32_t bytes);                /* an Array of that many zero bytes [raises] */
ref heap_array_unset(uint32_t bytes);              /* and one of which only what is written is read [raises] */
ref weft_text(const char *utf8);                   /* a str from NUL-terminated UTF-8 [raises] */
/* the same, length given; a wrong byte becomes U+FFFD [raises] */
ref weft_text_bytes(const char *utf8, uint32_t bytes);
void weft_raise_memory(void);
#endif
