/* The contract between compiled code and the runtime: object layouts, the worker's fields that compiled code
 * touches, frames, and every runtime call. What both sides must know stands in the tables of compiler/weftc/abi, from
 * which `make abi` makes abi_numbers.h and abi_calls.h.
 *
 * Invariants
 * - A reference is a u32: in wasm the address, natively an offset into one reserved 4-GiB arena (PTR() turns it
 *   into a pointer). 0 is None. Objects are 8-aligned.
 * - Runtime calls never suspend in the middle, never collect, never call a user's code, and do bounded work: they
 *   finish, or they enqueue the current task as a waiter, set status SUSPENDING and return (the compiled caller
 *   saves its frame and returns), or they set w->exc and status RAISING. Collection happens only in the trampoline,
 *   when the task has wholly unwound. So C may hold raw pointers across allocations.
 * - But joins, spawns and waits for channels may run another task, until it ends, waits or has used its slice up. It
 *   changes nothing of the running one's but the worker's words `result`, `result_tag`, `outcome`, `arm`, `left`,
 *   `where` and `build`.
 * - Nothing outside a task points into its heap, except the frames and globals of that task. Frozen objects (freeze.h)
 *   are in no task's heap.
 * - Objects below weft_heap_start are static: immortal, never moved, never scanned, never copied.
 */
#ifndef WEFT_ABI_H
#define WEFT_ABI_H
#include <stdint.h>

typedef uint32_t ref;
typedef int64_t word; /* an int: values in [-2^61, 2^61) are themselves; the rest is reserved for big integers */

#define WEFT_INT_MIN (-((int64_t)1 << 61))
#define WEFT_INT_MAX (((int64_t)1 << 61) - 1)

#include "abi_numbers.h"
extern const char weft_abi[sizeof WEFT_ABI]; /* entry.c: which contract the objects were compiled for */

enum {
  REQ_SLICE = 1, REQ_HUNGRY = 2, REQ_ABORT = 4, REQ_COLLECT = 8, REQ_STOP = 16, REQ_COMPANY = 32, REQ_GATHER = 64,
};

/* --- what the compiled program provides to C ---------------------------------------------------------------------- */
extern const Program weft_program;
extern const uint32_t weft_workers; /* the linker's; threads: how many there are, unless the host says otherwise */
uint32_t weft_worker(void);            /* wasm global: this instance's Worker */
void weft_set_worker(uint32_t worker);
int32_t weft_status(void);             /* wasm global */
void weft_set_status(int32_t status);
extern const Type weft_type_str; /* str.c */

/* --- what C provides: abi_calls.h, and for itself ----------------------------------------------------------------- */
#include "abi_calls.h"
/* heap.c: 8-aligned, zeroed; bump or a new block; asks for a collection when due [raises MemoryError, returns 0] */
ref weft_alloc(uint32_t bytes);
#endif
