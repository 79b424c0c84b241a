/* Light objects: see light.h. */
#include "light.h"
#include "freeze.h"
#include "type.h"

enum { LIGHT_SLOTS = 4, LIGHT_SIZE = 64 };

/* Whether it is a handle that a copy may refer to as it is. */
static inline int is_plain_handle(ref r) {
  return AT(Type, AT(Obj, r)->type)->kind == T_HANDLE && !AT(Handle, r)->aux;
}

uint32_t light_size(ref r) {
  if (is_plain_handle(r)) return sizeof(Handle);
  const Type *type = PTR(AT(Obj, r)->type);
  if (type->kind != T_FIXED || type->nslots > LIGHT_SLOTS || type->size > LIGHT_SIZE) return 0;
  uint32_t size = type->size;
  for (uint32_t i = 0; i < type->nslots; i++) {
    uint32_t kind = type->slots[i] & 7;
    ref field = *AT(ref, r + (type->slots[i] >> 3) * 4);
    if (kind == SLOT_PAIR) return 0;
    if (kind != SLOT_REF || is_shared(field)) continue; /* a tuple's numbers have slots, too */
    if (!is_plain_handle(field)) return 0;
    size += sizeof(Handle);
  }
  return size;
}

static ref copy_handle(uint32_t *handles, uint32_t *hp, ref r, int sharing) {
  ref copy = *hp;
  *hp += sizeof(Handle);
  *AT(Handle, copy) = *AT(Handle, r);
  AT(Handle, copy)->next = *handles;
  *handles = copy;
  if (sharing) part_object_share(AT(Handle, copy)->object);
  part_object_retain(AT(Handle, copy)->object);
  return copy;
}

ref light_copy(uint32_t *handles, uint32_t *hp, ref r, int sharing) {
  const Type *type = PTR(AT(Obj, r)->type);
  if (type->kind == T_HANDLE) return copy_handle(handles, hp, r, sharing);
  ref copy = *hp;
  *hp += type->size;
  for (uint32_t i = 0; i < type->size / 8; i++) AT(uint64_t, copy)[i] = AT(uint64_t, r)[i];
  for (uint32_t i = 0; i < type->nslots; i++) {
    ref *field = AT(ref, copy + (type->slots[i] >> 3) * 4);
    if ((type->slots[i] & 7) == SLOT_REF && !is_shared(*field)) *field = copy_handle(handles, hp, *field, sharing);
  }
  return copy;
}
