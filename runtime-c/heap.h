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
};

/* A block, and a message: blocks in a chain that a receiver can link into its own. */
typedef struct Block {
  uint32_t next;    /* the next block of the chain */
  uint32_t size;    /* bytes in all, this header included */
  uint32_t handles; /* first block of a message: its handles. In a collection's target: the end of the objects */
  uint32_t large;   /* first block of a message: its large objects */
} Block;
typedef struct Large { /* heads a large object's pages */
  uint32_t next, size, mark, pad;
} Large;

/* Makes an array longer where it stands, if it is the newest object and the block has room. */
int32_t heap_extend(ref array, uint32_t bytes);

/* What the collector must know of a kind of object; type_rows (heap.c) has a row for each enum TypeKind. */
struct Copier;
typedef struct TypeRow {
  uint8_t storage; /* offset of the reference to the Array of its elements; 0: none */
  uint8_t cache;   /* offset of a word that is written even if the object is frozen: a hash; 0: none */
  void (*scan)(struct Copier *copier, const Type *type, uint32_t object); /* its references; 0: those of Type.slots */
  void (*copied)(struct Copier *copier, ref copy); /* what else a copy for another task means; 0: nothing */
} TypeRow;
extern const TypeRow type_rows[T_EXC + 1];

/* Bytes of an object, a multiple of 8, from its type. Not a column of the table: a collection takes a tenth longer then. */
static inline uint32_t heap_object_size(const Obj *object) {
  const Type *type = PTR(object->type);
  switch ((enum TypeKind)type->kind) {
  case T_FIXED:
  case T_EXC: return type->size;
  case T_STR: return ALIGN8(sizeof(Str) + ((const Str *)object)->len * ((const Str *)object)->width);
  case T_LIST: return sizeof(List);
  case T_ARRAY: return ALIGN8(sizeof(Array) + ((const Array *)object)->bytes);
  case T_DICT: return sizeof(Dict);
  case T_HANDLE: return sizeof(Handle);
  }
  __builtin_unreachable();
}

void heap_drop_storage(ref array);                 /* nothing refers to it any more: a large one's pages go back at once */

extern const Type weft_type_array; /* T_ARRAY: storage of lists, dicts, tracebacks */

ref weft_array_new(uint32_t bytes);                /* an Array of that many zero bytes [raises] */
ref weft_text(const char *utf8);                   /* a str from NUL-terminated UTF-8 [raises] */
ref weft_text_bytes(const char *utf8, uint32_t bytes); /* the same, length given; a wrong byte becomes U+FFFD [raises] */
void weft_raise_memory(void);
#endif
