/* A task: its record, from spawn to the last handle, and its fiber, from spawn to its end.
 *
 * Invariants
 * - Queues, waiters, timers and handles refer to the record. It has what is needed after the end: 64 bytes, a cache
 *   line. All else is the fiber's, which the task gives back before its outcome is there. So only who has the task, or
 *   holds up its end, may look into its fiber: its worker, while nobody else touches the task; who took it from a queue
 *   or has won its wait; who holds the lock of what it is linked at.
 * - Records come from slabs that are never used for anything else, so reading a stale record's state word is harmless.
 * - `state` is value | ticket << 3. A park: new ticket; waiters linked under the locks of what they wait on; state
 *   PARKING; locks dropped; the compiled code unwinds; frames and heap bounds saved; then CAS PARKING -> PARKED. Before
 *   it unwinds, others may run inside it (trampoline_wait), and one of them end its wait: then it goes on at once.
 *   Wakers, timers and aborters CAS PARKING or PARKED -> WON_*: exactly one wins, and only if it found PARKED does it
 *   enqueue the task. A winner who delivers a value holds the lock of what was waited on from its CAS until the value
 *   is written, and the parker that lost takes those locks to unlink its waiters before it reads anything.
 * - `abort` is apart from `state`: the aborter sets it, then looks at state; the parker sets PARKED, then looks at
 *   abort; both sequentially consistent, so one of them sees the other. A running task is told by REQ_ABORT to all
 *   workers. An abort is raised once: the aborter ends only a wait in which it has seen it still to be raised, by the
 *   ticket.
 * - While `shared` is 0 (object.h) one worker alone touches the record, and life and state are plain.
 * - A task that is woken by another worker than the one it parked on has shared all its handles; so an aborter, who may
 *   hit a task that has not, hands it to the inbox of its `home`, the worker that it ran on last.
 * - `life` is two words changed as one: refs below (handles, plus one for the scheduler until the task has finished; at
 *   0 the record is free) and joiners above: a list of waiters | JOIN_LOCK while someone works on it, or JOIN_DONE when
 *   the outcome is there for good. One step both publishes the outcome and gives up the scheduler's reference, so the
 *   record can't go away between the two.
 * - sp .. stack + stack_size are the saved frames, innermost lowest; `stack` may be the fiber's own inline bytes.
 */
#ifndef WEFT_TASK_H
#define WEFT_TASK_H
#include "arena.h"
#include "base.h"
#include "heap.h"
#include "object.h"
#include "text.h"

enum TaskState {
  TASK_NEW = 0, TASK_READY = 1, TASK_PARKING = 2, TASK_PARKED = 3,
  TASK_WON_VALUE = 4, TASK_WON_TIMEOUT = 5, TASK_WON_ABORT = 6, TASK_FREE = 7,
};
enum { STATE_MASK = 7, STATE_TICKET = 8 };
enum { JOIN_DONE = 2, JOIN_LOCK = 1 };
/* SCOPE: as CANCEL, by a scope that it is inside (scope.h). SHIELD: parked while it handles a Cancelled, or gets a lock
 * back: a further abort waits. From DEFERRED on: how many shields it is inside of; aborts wait for their end. */
enum { ABORT_CANCEL = 1, ABORT_INTERRUPT = 2, ABORT_SHIELD = 4, ABORT_SCOPE = 8, ABORT_DEFERRED = 16 };
enum WaitKind {
  WAIT_NONE, WAIT_READY, WAIT_SLEEP, WAIT_YIELD, WAIT_JOIN, WAIT_OUTCOME, WAIT_SEND, WAIT_RECV, WAIT_NEXT, WAIT_SELECT,
  WAIT_ACQUIRE, WAIT_REACQUIRE, WAIT_PARK, WAIT_KINDS,
};
enum TaskOutcome { ENDED_NOT = 0, ENDED_VALUE = 1, ENDED_ERROR = 2 };
enum {
  TASK_SEEN = 1,     /* someone took the outcome */
  TASK_MAIN = 2,
  TASK_SCOPED = 4,   /* it has raised a Cancelled for a scope alone */
  TASK_ABORTED = 8,
  TASK_TAKEN = 16,   /* the result's blocks went to a joiner */
  TASK_SETTLED = 32, /* files that died were collected for the file that is opened next */
};
enum { FRAMES_MIN = 48, HOME_PINNED = 1 << 16 };

/* One entry in a queue of waiters: of a channel, a gate, or a task's joiners. Guarded by the lock of `object`. */
typedef struct Waiter {
  uint32_t next, prev;
  uint32_t task, object; /* object: what is waited on; 0: not linked */
  uint64_t payload;      /* what is sent, or was received */
  uint32_t block;        /* the message block that a reference points into, or 0 */
  uint8_t tag, outcome;  /* tag: of a pair; outcome: enum Outcome, written by who wins the wait here */
} Waiter;

typedef struct Waiters { uint32_t first, last; } Waiters; /* a queue of them */

typedef struct Fiber {
  uint32_t hp, limit, globals, handling; /* while the task doesn't run. From here on zero at first */
  uint32_t allocated, live;  /* heap bytes since the last collection, and left by it */
  uint32_t timer;            /* of the present wait */
  uint32_t handles_shared;   /* the part of `handles` from here on is shared */
  uint32_t walk;             /* object.c */
  uint32_t holds;            /* of gates: gate.h */
  uint32_t home;             /* index of the worker that runs it, or ran it last; HOME_PINNED: no other may */
  uint8_t wait, held;        /* wait: enum WaitKind; held: enum SlotKind of task->result meanwhile */
  uint16_t room;             /* in `frames`, by 8 bytes: for the entry frame, and FRAMES_MIN at least */
  uint32_t sp, stack, stack_size; /* from here on set when they begin to count */
  uint32_t position;         /* in a worker's private queue */
  Waiter waiter;             /* of a wait on one object; `task` is always this one's. WAIT_READY, SELECT: see there */
  uint8_t frames[];
} Fiber;

typedef struct Task {
  uint32_t state;        /* atomic */
  uint32_t abort;        /* atomic: ABORT_ bits */
  uint64_t life;         /* refs | (uint64_t)joiners << 32; atomic once shared */
  uint8_t shared, kind, result_kind, outcome; /* up to here as struct Object */
  uint32_t fiber;        /* 0: it has ended */
  uint64_t result;       /* the outcome; before: the handle that it waits on, or what WAIT_READY delivers */
  uint8_t result_tag, flags;
  uint32_t blocks, large, handles; /* the heap */
  uint32_t next;         /* in a run queue, a chain of woken ones, or the free list */
  uint32_t id;           /* main's is 0, the others' count up from 1 in the order of their spawns */
  uint32_t where, entry; /* Where of the spawn, or 0; FrameDesc of the entry */
} Task;
static inline Fiber *task_fiber(const Task *task) { return PTR(task->fiber); }
static inline int task_is_pinned(const Task *task) { return !ONE_WORKER && task_fiber(task)->home & HOME_PINNED; }

struct Core;
/* private, one reference, its entry frame not filled in; 0: no memory */
Task *task_new(struct Core *core, const FrameDesc *entry);
/* the same without a fiber: its outcome is a value, which is to be filled in */
Task *task_new_ended(struct Core *core, const FrameDesc *entry);
void task_cancel(struct Core *core, Task *task);             /* a new one that won't run */
/* it has returned or failed: outcome, joiners, memory */
void task_finish(struct Core *core, Task *task, Fiber *fiber, int raised);
void task_abort(struct Core *core, Task *task, uint32_t bit); /* core NULL: from outside the workers */
static inline int abort_due(uint32_t bits) {
  return bits & ABORT_INTERRUPT ||
         (bits & (ABORT_CANCEL | ABORT_SCOPE) && !(bits & ABORT_SHIELD) && bits < ABORT_DEFERRED);
}
/* the scratch area goes below sp; 0: no memory */
int task_push_frames(struct Core *core, Fiber *fiber, uint32_t bytes);
void task_trim_stack(struct Core *core, Fiber *fiber);       /* before it parks: not much more memory than its frames */
/* every record in use; all workers idle or gone */
void task_each(void (*visit)(Task *task, void *context), void *context);
uint32_t task_name(Task *task);                              /* NUL-terminated UTF-8 */
void task_drop(struct Core *core, uint32_t task);            /* its last reference is gone */
void task_share(uint32_t task, uint32_t *pending);
PART(task_share, ALL_JOINS " weft_scope_sponsor"); /* who joins it, and its scope */
void task_label(Text *text, uint32_t task);                  /* main, or task 3 (work) */
static inline uint32_t fiber_frames_end(const Fiber *fiber) { return fiber->stack + fiber->stack_size; }
static inline uint32_t life_joiners(uint64_t life) { return (uint32_t)(life >> 32); }
/* acquire: the outcome was written before */
static inline int task_is_done(Task *task) { return (life_joiners(load_acquire(&task->life)) & JOIN_DONE) != 0; }
uint64_t task_lock_joiners(Task *task);                      /* the life before; without JOIN_LOCK set if it is done */
void task_unlock_joiners(Task *task, uint32_t from, uint32_t to); /* list heads */
#endif
