/* What the collector must know of each kind of object: type_rows has a row for each enum TypeKind. */
#ifndef WEFT_TYPE_H
#define WEFT_TYPE_H
#include "str.h"

struct Copier;
typedef struct TypeRow {
  uint8_t storage; /* offset of the reference to the Array of its elements; 0: none */
  uint8_t cache;   /* offset of a word that is written even if the object is frozen: a hash; 0: none */
  uint8_t field;   /* offset of a reference besides those of Type.slots; 0: none */
  void (*scan)(struct Copier *copier, const Type *type, uint32_t object); /* those of its storage; 0: it has none */
  void (*copied)(struct Copier *copier, ref copy); /* what else a copy for another task means; 0: nothing */
} TypeRow;
extern const TypeRow type_rows[T_SET + 1];

/* Bytes of an object, a multiple of 8, from its type. Not a column of the table: a collection takes a tenth longer
 * then. */
static inline uint32_t type_object_size(const Obj *object) {
  const Type *type = PTR(object->type);
  switch ((enum TypeKind)type->kind) {
  case T_FIXED:
  case T_EXC:
  case T_LIST:
  case T_DICT:
  case T_SET: return type->size;
  case T_STR: {
    const Str *s = (const Str *)object;
    uint32_t hash = load_relaxed(&s->hash); /* relaxed: as in str_is_open */
    return ALIGN8(sizeof(Str) + (hash & STR_OPEN ? hash ^ STR_OPEN : s->len * s->width));
  }
  case T_ARRAY: return ALIGN8(sizeof(Array) + ((const Array *)object)->bytes);
  case T_HANDLE: return sizeof(Handle);
  }
  __builtin_unreachable();
}
#endif
