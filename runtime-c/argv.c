/* The program's arguments. */
#include "arena.h"
#include "list.h"
#include "system.h"

ref weft_argv(uint32_t list_type) {
  uint32_t count = 0, bytes = 0;
  ref list = weft_list_new(list_type, 0);
  if (!list || system_arguments_size(&count, &bytes)) return list;
  uint32_t pages = (uint32_t)(((uint64_t)count * 4 + bytes + PAGE - 1) / PAGE);
  uint32_t room = pages ? arena_pages(pages, PAGE_USED) : 0;
  if (!room) return list;
  uint32_t *starts = AT(uint32_t, room);
  const uint8_t *text = (uint8_t *)(starts + count);
  if (!system_arguments(count, starts, (uint8_t *)(starts + count)))
    for (uint32_t i = 0; i < count; i++) {
      uint32_t end = i + 1 < count ? starts[i + 1] : bytes;
      ref argument = weft_text_bytes((const char *)text + starts[i], end - starts[i] - 1);
      if (!argument || !list_push_ref(list, argument)) break;
    }
  arena_pages_free(room, pages);
  return list;
}
