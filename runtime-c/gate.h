/* Gates: permits with a first-come queue, and a word to park on: what locks, events and conditions are made of.
 *
 * Invariants
 * - All state is the gate's: fields of the library's classes are copied with each send. While the gate is shared
 *   (object.h) it is guarded by `lock`, but for the word, which whoever wakes nobody changes without.
 * - A permit is free or in a hold: `free` and the permits of the holds in the gate's list make `total`. A task has one
 *   hold at most of a gate. It stands in two lists: the gate's, under the lock, oldest first, unless it has no permits;
 *   and its task's (Fiber.holds), which only the task touches. One made for a waiter joins the task's list, and is
 *   `kept`, when the task goes on with its permits.
 * - A task waits for permits only while others wait before it or too few are free. Whoever frees permits, and whoever
 *   leaves the queue without any, gives to the head while it fits. So nobody overtakes, and who wants many is not
 *   starved. A waiter whose wait is over otherwise is dropped when its turn comes, or unlinked by its task, whichever
 *   is first.
 * - `owned`: permits are given back by the task that took them, as many at once as it took, and no task takes twice.
 *   Otherwise any task may give back what is out: permits can be handed on.
 * - To park, a task looks at the word and joins the queue in one step under the lock.
 * - In passing: while nobody else may touch the gate (MAY_RACE), `passes` permits are free, and neither stress nor an
 *   abort is in the way, compiled code may take permits for the running task by a note in its worker, `taken`, and give
 *   them back by removing that (emit/gates.py), as long as nobody has looked. The gate stays as it was, so who looks
 *   settles first (gate_settle): the runtime wherever the task unwinds, before another runs inside it, when a gate is
 *   shared, at the end of being alone; and each call that looks at holds, or at what is free. `passes` are all permits
 *   of an owned gate, so the task has none itself and nobody waits; else one, and compiled code takes one by one, so
 *   nobody waits while one is free.
 * - A hold's handle, or the object that it keeps instead and which refers to that, is a root of its task: a gate that
 *   is held lives.
 */
#ifndef WEFT_GATE_H
#define WEFT_GATE_H
#include "copier.h"
#include "core.h"
#include "text.h"

/* In its task's list. KEPT: permits that it took; SCOPE: it is inside; OF_: it is a child (scope.h) */
enum HoldKind { HOLD_LOOSE = 0, HOLD_KEPT = 1, HOLD_SCOPE = 2, HOLD_OF_GROUP = 3, HOLD_OF_SCOPE = 4 };
typedef struct Hold {
  uint32_t next;                 /* in its task's list: the one that it took before */
  uint32_t gate_next, gate_prev; /* in its gate's */
  uint32_t gate, task;
  uint32_t permits;              /* under the gate's lock */
  uint8_t kept, keeps;           /* kept: enum HoldKind; keeps: what weft_gate_keep was given, instead of the handle;
                                  * of a child: scope.h */
  uint16_t turn;                 /* its worker's, in which the permits were taken: the last bits of `moved` */
  ref handle;                    /* or what holds it; 0: it has a reference of its own to the gate */
} Hold;

typedef struct Gate {
  Lock lock;
  uint32_t number;               /* for reports */
  uint64_t life;
  uint8_t shared, kind, owned : 1, aborts : 1, scarce; /* up to here as struct Object; aborts: its children */
  uint32_t total;
  uint32_t free;                 /* written under the lock, read anywhere */
  uint32_t passes;               /* so many must be free to be taken in passing; `scarce`: they aren't */
  uint32_t last;                 /* atomic, relaxed: the worker that locked it last, while others were awake */
  ref label, late;               /* static strs: "Mutex"; "was not free": what a TimeoutError says */
  uint32_t holds;
  int64_t word;                  /* atomic once shared */
  uint32_t holds_last;
  Waiters waiters, parked;       /* a waiter for permits: payload is how many, block the hold to come */
  uint32_t owner, failed;        /* of a scope: a task, and a chain of them (scope.h) */
  uint32_t entered;              /* whether it ever had an owner */
} Gate;
_Static_assert(offsetof(Gate, shared) == GATE_SHARED && offsetof(Gate, scarce) == GATE_SHARED + 3 &&
               offsetof(Gate, word) == GATE_WORD, "as compiled code has it");

/* --- for scope.c -------------------------------------------------------------------------------------------------- */
static inline Gate *gate_of(ref handle) { return PTR(AT(Handle, handle)->object); }
/* not shared: ours alone (object.h) */
static inline void gate_lock(Gate *gate) { if (MAY_RACE(gate)) lock_take(&gate->lock); }
static inline void gate_unlock(Gate *gate) { if (MAY_RACE(gate)) lock_drop(&gate->lock); }

/* A hold comes to the end of the gate's list, or leaves it; under the lock. */
static inline void gate_list(Gate *gate, Hold *hold) {
  hold->gate_next = 0;
  hold->gate_prev = gate->holds_last;
  if (gate->holds_last) AT(Hold, gate->holds_last)->gate_next = REF(hold); else gate->holds = REF(hold);
  gate->holds_last = REF(hold);
}
static inline void gate_unlist(Gate *gate, const Hold *hold) {
  if (hold->gate_prev) AT(Hold, hold->gate_prev)->gate_next = hold->gate_next; else gate->holds = hold->gate_next;
  if (hold->gate_next) AT(Hold, hold->gate_next)->gate_prev = hold->gate_prev; else gate->holds_last = hold->gate_prev;
}

typedef struct Woken { uint32_t first, last; } Woken; /* tasks to be woken once the lock is dropped, in order */
word gate_unpark(Gate *gate, word n, Woken *woken);      /* so many go on, -1: all; under the lock: how many */

/* Whether permits may be among these of a task's holds. */
static inline int holds_permits(uint32_t holds) {
  return holds && (AT(Hold, holds)->kept == HOLD_KEPT || AT(Hold, holds)->next);
}

void gate_settle(Core *core); /* what the running task has taken in passing becomes a hold */
PART(gate_settle, "weft_gate_new");
/* before anyone looks at the holds, or at what is free */
static inline void gate_settle_taken(Core *core) { if (UNLIKELY(core->w.taken)) part_gate_settle(core); }

void gate_drop(Core *core, uint32_t gate);
void gate_share(uint32_t gate, uint32_t *pending);
void gate_share_of_child(uint32_t fiber, uint32_t *pending); /* of a child that others may see: so is its gate */
void gate_label(Text *text, uint32_t gate);            /* <Mutex 1> */
void gate_finish(Core *core, Task *task, Fiber *fiber, uint32_t kind, uint32_t how, int lost);
void gate_describe(Text *text, Task *task);            /* who holds what it waits for */
void gate_scan_holds(Copier *copier, Fiber *fiber);
/* the task has its outcome: what it holds is given back, in the order in which it took it, and reported. Whom its end
 * is to be told to is in core->told then */
void gate_release_holds(Core *core, Task *task, Fiber *fiber);
int gate_puts_off(Core *core, const Fiber *fiber);     /* the end of its slice, since it has permits */
PART(gate_puts_off, ALL_GATES);
PART(gate_drop, ALL_GATES);
PART(gate_share, ALL_GATES);
PART(gate_share_of_child, ALL_GATES);
PART(gate_label, ALL_GATES);
PART(gate_finish, ALL_GATES);
PART(gate_describe, ALL_GATES);
PART(gate_scan_holds, ALL_GATES);
PART(gate_release_holds, ALL_GATES);
#endif
