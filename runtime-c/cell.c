/* Cells: see cell.h. */
#include "cell.h"
#include "exc.h"
#include "message.h"

static Cell *cell_of(ref handle) { return PTR(AT(Handle, handle)->object); }

ref weft_cell_new(int32_t elem, uint32_t type) {
  Core *core = core_current();
  uint32_t address = pool_alloc(&core->pool, sizeof(Cell));
  if (!address) {
    weft_raise_memory();
    return 0;
  }
  *AT(Cell, address) = (Cell){.life = 1, .kind = OBJECT_CELL, .elem = (uint8_t)elem};
  return object_handle(core, address, type);
}

void cell_drop(Core *core, uint32_t address) {
  uint32_t block = AT(Cell, address)->block;
  if (block) message_free(core, block); /* may drop further cells: as deep as cells lie in cells */
  pool_free(&core->pool, address, sizeof(Cell));
}

void weft_cell_set(ref handle, uint64_t payload, int32_t tag) {
  Core *core = core_current();
  Cell *cell = cell_of(handle);
  int failed;
  uint32_t block = message_copy(core, cell->elem, &payload, (uint32_t)tag, &failed), old = cell->block;
  if (UNLIKELY(failed)) {
    weft_raise_memory();
    return;
  }
  cell->payload = payload;
  cell->tag = (uint32_t)tag;
  cell->block = block;
  if (old) message_free(core, old);
}

void weft_cell_get(ref handle) {
  Core *core = core_current();
  const Cell *cell = cell_of(handle);
  uint64_t payload = cell->payload;
  uint32_t block = 0;
  int failed = 0;
  if (cell->block) block = message_copy(core, cell->elem, &payload, cell->tag, &failed);
  if (UNLIKELY(failed)) {
    weft_raise_memory();
    return;
  }
  core->w.result = payload;
  core->w.result_tag = cell->tag;
  core->w.outcome = OUTCOME_VALUE;
  if (block) message_adopt(core, block);
}
