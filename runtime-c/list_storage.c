/* What lists keep their elements in: how it grows, and what the collector does with it. */
#include "copier.h"
#include "list.h"

uint32_t list_room(List *list) {
  uint32_t width = slot_bytes(list_elem(list));
  if (list->cap && width) list->cap = AT(Array, list->data)->bytes / width;
  return list->cap;
}

int32_t weft_list_reserve(ref list, uint32_t capacity) {
  List *l = PTR(list);
  if (l->cap >= capacity || list_room(l) >= capacity) return 1;
  uint32_t width = slot_bytes(list_elem(l));
  uint64_t bytes = (uint64_t)width * capacity;
  if (bytes > 0xffe00000u) {
    weft_raise_memory();
    return 0;
  }
  ref data = heap_array_unset((uint32_t)bytes); /* what lies behind the length isn't looked at */
  if (!data) return 0;
  if (l->data) {
    memcpy(AT(Array, data)->data, AT(Array, l->data)->data, (size_t)l->len * width);
    heap_drop(l->data);
  }
  l->data = data;
  l->cap = capacity;
  return 1;
}

/* A list that doesn't grow between two collections keeps no room at the second: rows that stand together stay
 * together, and most lists have grown enough. The first makes it seem full, so that growing further shows: it takes the
 * room back. (With none after the first, lists that grow in turns, as the groups of a dict do, are copied by each
 * collection and then at once to twice their size, which calls for the next.) */
static void trim(List *list, uint32_t width) {
  if (!list->cap || is_static(list->data) || arena_is_large(list->data)) return;
  if (list->len == list->cap || !list->len) AT(Array, list->data)->bytes = list->len * width;
  list->cap = list->len;
  if (!list->len) list->data = 0;
}

void list_scan(Copier *copier, const Type *type, uint32_t address) {
  List *list = PTR(address);
  if (!copier->copying) trim(list, slot_bytes(type->elem));
  list->data = copier_move(copier, list->data);
  if (list->data && (type->elem == SLOT_REF || type->elem == SLOT_PAIR))
    copier_array(copier, type->elem, REF(AT(Array, list->data)->data), list->len);
}
