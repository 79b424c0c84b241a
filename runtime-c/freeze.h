/* Frozen globals: what no task changes once there is more than one, shared by all of them.
 *
 * Invariants
 * - The shared globals (globals.h) are those that nothing binds, and whose objects nothing changes, after the first
 *   spawn. That spawn marks all that they reach, where it stands: there is only main then, and nothing
 *   may move.
 * - A frozen object has its bit set in freeze_bits, one for 8 bytes from freeze_start on, and its page is PAGE_FROZEN;
 *   other objects of such a page have none. Bits and kinds are written before a second task exists, and never again.
 * - Collector and copier leave frozen objects alone: no forwarding word, no mark, nothing is ever written into them but
 *   a str's hash. The blocks and large objects that hold one have left main's heap for good.
 * - A frozen object refers to frozen and static objects only. A frozen handle is in no task's list, and what it refers
 *   to is shared.
 */
#ifndef WEFT_FREEZE_H
#define WEFT_FREEZE_H
#include "arena.h"
#include "copier.h"

extern uint32_t freeze_start, freeze_bits;
static inline uint32_t *freeze_word(ref r) { return AT(uint32_t, freeze_bits) + ((r - freeze_start) >> 8); }
static inline uint32_t freeze_bit(ref r) { return 1u << (r >> 3 & 31); }
static inline int is_frozen(ref r) {
  return UNLIKELY(arena_kind(r) == PAGE_FROZEN) && (*freeze_word(r) & freeze_bit(r));
}
/* every task may hold this reference as it is */
static inline int is_shared(ref r) { return is_static(r) || is_frozen(r); }

int freeze_globals(Core *core);           /* before the first spawn's copies; 0: no memory, and nothing is frozen */
void freeze_add(Copier *copier, ref r);   /* while they are being marked: one more */
PART(freeze_add, "weft_spawn_frame");
/* stress mode: the program ends with an error if a frozen object has changed */
void freeze_check(void);
PART(freeze_check, "weft_spawn_frame");
#endif
