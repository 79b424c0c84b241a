/* Cells: a value that tasks share. Each who asks for it gets a copy.
 *
 * Invariants
 * - The value is a detached message, or needs none: nothing in a cell points into a task's heap, and no task's heap
 *   into a cell.
 * - Only a task that holds the gate beside the cell, in an object of the library (Shared, Mutex, Once), reads or writes
 *   the value: so a cell has no lock, and copying, which marks what it copies for as long as it takes, is alone.
 * - What is stored is copied first: where memory lacks, the cell is as it was.
 */
#ifndef WEFT_CELL_H
#define WEFT_CELL_H
#include "core.h"
#include "object.h"

typedef struct Cell {
  uint32_t tag, block;            /* of the value; its message, 0: none */
  uint64_t life;
  uint8_t shared, kind, elem, pad; /* up to here as struct Object; elem: the Slot of its values */
  uint32_t pad2;
  uint64_t payload;
} Cell;

void cell_drop(Core *core, uint32_t cell);
PART(cell_drop, "weft_cell_new");
#endif
