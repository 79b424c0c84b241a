/* The names that begin alike, as a list. */
#include "list.h"
#include "names.h"
#include "str.h"

ref weft_names_list(ref prefix, double now, uint32_t list_type) {
  Core *core = core_current();
  uint32_t n, *lists = names_lists(&n), skipped = AT(Str, prefix)->len;
  ref list = weft_list_new(list_type, 0);
  for (uint32_t i = 0; list && i < n; i++) {
    uint32_t *link = &lists[i];
    for (Name *name; (name = names_living(core, link, now)); link = &name->next) {
      const Str *text = AT(Str, name->text);
      if (text->len < skipped || !str_equal_at(text, 0, AT(Str, prefix))) continue;
      /* a copy: the table's own text may be freed while the list lives */
      ref rest = str_from(text->data + (size_t)skipped * text->width, text->width, text->len - skipped);
      if (!rest || !list_push_ref(list, rest)) return 0;
    }
  }
  return list;
}
