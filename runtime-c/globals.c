/* A task's own globals: see globals.h. */
#include "globals.h"
#include "scheduler.h"

static const Globals *globals_of(uint32_t area) { return PTR(*AT(uint32_t, area - GLOBALS_HEADER)); }

uint32_t globals_new(Core *core, Fiber *fiber, const Globals *globals) {
  uint32_t address = memory_alloc(&core->pool, globals->size + GLOBALS_HEADER);
  if (!address) return 0;
  *AT(uint32_t, address) = REF(globals);
  return fiber->globals = address + GLOBALS_HEADER;
}

void globals_free(Core *core, Fiber *fiber) {
  memory_free(&core->pool, fiber->globals - GLOBALS_HEADER, globals_of(fiber->globals)->size + GLOBALS_HEADER);
}

void globals_copy(Copier *c, const Globals *globals, uint32_t n, uint32_t area) {
  for (uint32_t i = 0; i < n; i++) copier_slot(c, globals->slots[i] & 7, PTR(area + (globals->slots[i] >> 3)));
}

void globals_scan(Copier *c, const Fiber *fiber) {
  const Globals *shared = PTR(weft_program.shared);
  if (!weft_global.spawned) globals_copy(c, shared, shared->nslots, weft_program.shared_area);
  if (!fiber->globals) return;
  const Globals *own = globals_of(fiber->globals);
  globals_copy(c, own, own->nslots, fiber->globals);
}
