/* What the files that handle list share. */
#ifndef WEFT_LIST_H
#define WEFT_LIST_H
#include "base.h"
#include "heap.h"

/* bytes of an element by SlotKind; lists of None keep no bytes */
static inline uint32_t slot_bytes(uint32_t kind) {
  static const uint8_t bytes[] = {4, 8, 4, 8, 16, 1, 0};
  return bytes[kind];
}
struct Copier;
void list_scan(struct Copier *copier, const Type *type, uint32_t list); /* list_storage.c: for type_rows */
/* How many elements there is room for: `cap`, or more since a collection made it seem full. */
uint32_t list_room(List *list);
static inline uint32_t list_elem(const List *list) { return AT(Type, list->type)->elem; }
static inline uint8_t *list_data(const List *list) { return list->cap ? AT(Array, list->data)->data : 0; }

/* Appends a reference; 0 after MemoryError was raised. */
static inline int32_t list_push_ref(ref r, ref value) {
  List *list = AT(List, r);
  if (list->len == list->cap && !weft_list_grow(r)) return 0;
  ((ref *)(void *)list_data(list))[list->len++] = value;
  return 1;
}
#endif
