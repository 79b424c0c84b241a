/* Names: see names.h. */
#include "names.h"
#include "exc.h"
#include "gate.h"
#include "message.h"
#include "object.h"
#include "str.h"

enum {
  LISTS_FIRST = 16,
  LISTS_MAX = 1 << 22, /* 16 MB; beyond, lists grow longer */
  SWEPT = 4,           /* lists that whoever keeps something looks through: names come at most a fourth as fast */
};

static Gate gate = {.life = 1, .shared = SHARED, .kind = OBJECT_GATE, .owned = 1, .total = 1, .free = 1};
static Lock label_lock; /* of the gate's texts, which come with the program */
static uint32_t lists, lists_count, count, swept; /* under the gate, as all that follows */

ref weft_names_gate(ref label, ref late, uint32_t type) {
  ASSERT(is_static(label) && is_static(late));
  lock_take(&label_lock);
  if (!gate.label) gate.label = label, gate.late = late;
  lock_drop(&label_lock);
  object_retain(REF(&gate));
  return object_handle(core_current(), REF(&gate), type);
}

uint32_t *names_lists(uint32_t *n) {
  *n = lists_count;
  return PTR(lists);
}

static uint32_t *list_of(uint32_t hash) { return AT(uint32_t, lists) + (hash & (lists_count - 1)); }

static void take_out(Core *core, uint32_t *link) {
  uint32_t address = *link;
  Name *name = PTR(address);
  *link = name->next;
  count--;
  if (name->block) message_free(core, name->block);
  object_release(core, name->object);
  pool_free(&core->pool, address, sizeof(Name));
}

Name *names_living(Core *core, uint32_t *link, double now) {
  while (*link && AT(Name, *link)->until >= 0 && AT(Name, *link)->until <= now) take_out(core, link);
  return PTR(*link);
}

/* The link to the name, 0: there is none that lives. */
static uint32_t *find(Core *core, ref text, double now) {
  if (!lists_count) return 0;
  uint32_t hash = str_hash(AT(Str, text));
  uint32_t *link = list_of(hash);
  for (Name *name; (name = names_living(core, link, now)); link = &name->next)
    if (name->hash == hash && weft_str_eq(name->text, text)) return link;
  return 0;
}

static void sweep(Core *core, double now) {
  for (uint32_t i = 0; i < SWEPT; i++) {
    uint32_t *link = list_of(swept++);
    for (Name *name; (name = names_living(core, link, now));) link = &name->next;
  }
}

static int grow(Core *core) {
  uint32_t old = lists, old_count = lists_count, n = old_count ? old_count * 2 : LISTS_FIRST;
  if (n > LISTS_MAX) return 1;
  uint32_t fresh = memory_alloc(&core->pool, n * 4);
  if (!fresh) return old_count != 0; /* longer lists will do */
  memset(PTR(fresh), 0, n * 4);
  lists = fresh;
  lists_count = n;
  for (uint32_t i = 0; i < old_count; i++) {
    for (uint32_t address = AT(uint32_t, old)[i], next; address; address = next) {
      next = AT(Name, address)->next;
      uint32_t *list = list_of(AT(Name, address)->hash);
      AT(Name, address)->next = *list;
      *list = address;
    }
  }
  if (old_count) memory_free(&core->pool, old, old_count * 4);
  return 1;
}

ref weft_names_find(ref text, double now, uint32_t type) {
  Core *core = core_current();
  uint32_t *link = find(core, text, now);
  if (!link) return 0;
  object_retain(AT(Name, *link)->object);
  return object_handle(core, AT(Name, *link)->object, type);
}

void weft_names_put(ref text, ref handle, double until, double now) {
  Core *core = core_current();
  uint32_t *link = find(core, text, now), object = AT(Handle, handle)->object;
  object_share(object); /* before any other worker can ask for it */
  if (link) {
    object_retain(object);
    object_release(core, AT(Name, *link)->object);
    AT(Name, *link)->object = object;
    AT(Name, *link)->until = until;
    sweep(core, now);
    return;
  }
  uint64_t payload = text;
  int failed = count >= lists_count && !grow(core);
  uint32_t address = failed ? 0 : pool_alloc(&core->pool, sizeof(Name));
  uint32_t block = address ? message_copy(core, SLOT_REF, &payload, 0, &failed) : 0;
  if (UNLIKELY(!address || failed)) {
    if (address) pool_free(&core->pool, address, sizeof(Name));
    weft_raise_memory();
    return;
  }
  uint32_t hash = str_hash(AT(Str, text)), *list = list_of(hash);
  *AT(Name, address) = (Name){.next = *list, .hash = hash, .text = (ref)payload, .block = block, .object = object,
                              .until = until};
  object_retain(object);
  *list = address;
  count++;
  sweep(core, now);
}

int32_t weft_names_drop(ref text, double now) {
  Core *core = core_current();
  uint32_t *link = find(core, text, now);
  if (link) take_out(core, link);
  return link != 0;
}
