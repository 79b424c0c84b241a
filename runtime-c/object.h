/* What handles refer to: tasks, channels, files, gates, cells. Each begins with struct Object, in shared memory,
 * counted.
 *
 * Invariants
 * - `shared` is 0 while all tasks that hold handles to the object are confined to one worker: then only that worker
 *   touches it, and its words are plain, its lock not taken. It is set, for good, by that worker before another can
 *   reach it: when a handle goes into a channel or a result, and for every handle of a task that other workers may get
 *   (object_share_handles): one that is published to thieves, or parks on something shared, whence any worker may wake
 *   it. Those who wait on an object when it becomes shared are treated so too. So whatever stays on one worker costs no
 *   atomic operation: a RMW is 5 to 8 ns, more than a whole channel operation.
 *   With ONE_WORKER nothing is ever shared: IS_SHARED says so before it looks.
 * - What the runtime must know of a kind stands in its row of object_rows (object.c). The last release calls its
 *   `drop`.
 */
#ifndef WEFT_OBJECT_H
#define WEFT_OBJECT_H
#include "base.h"

enum ObjectKind { OBJECT_TASK, OBJECT_CHANNEL, OBJECT_FILE, OBJECT_GATE, OBJECT_CELL, OBJECT_KINDS };
typedef struct Object {
  uint32_t word0, word1; /* the kind's own */
  uint64_t life;         /* references below; the word above is the kind's own. Atomic once shared */
  uint8_t shared, kind, byte2, byte3;
} Object;
enum { SHARED = 1, SHARED_OUTSIDE = 2 }; /* 2: not only workers touch it, as main for Ctrl-C */
#define IS_SHARED(object) (!ONE_WORKER && (object)->shared)
/* Whether others may touch it now: not while one worker alone is awake (idle.h). Changes between calls only. */
extern uint32_t weft_alone; /* atomic: 1 while one is */
#define MAY_RACE(object) (!ONE_WORKER && (object)->shared > load_relaxed(&weft_alone)) /* idle.h orders */
struct Core;
struct Task;
struct Text;

typedef struct ObjectRow {
  void (*drop)(struct Core *core, uint32_t object);        /* the last reference is gone: frees it */
  /* object_share_waiters for those who wait on it; 0: nobody can */
  void (*share)(uint32_t object, uint32_t *pending);
  void (*label)(struct Text *text, uint32_t object);       /* its name in reports; 0: nobody can wait on it */
} ObjectRow;
extern const ObjectRow object_rows[OBJECT_KINDS];
#define IF_SHARED(f) (ONE_WORKER ? 0 : (f)) /* of a row: nothing is ever shared where there is one worker */

void object_retain(uint32_t object);                    /* for one more handle */
void object_release(struct Core *core, uint32_t object);
/* Without a handle there is nothing to count: */
PART(object_retain, "object_handle");
PART(object_release, "object_handle");
void object_share(uint32_t object);
PART(object_share, "object_handle");
void object_share_handles(struct Task *task);           /* all that it holds; the task may leave this worker now */
void object_share_one(uint32_t object, uint32_t *pending); /* for rows: what refers to what shares it, too */
void object_share_waiters(uint32_t waiter, uint32_t *pending); /* a list of them */
struct Copier;
void object_handle_copied(struct Copier *copier, ref copy); /* for type_rows */
PART(object_handle_copied, "object_handle");
/* a new handle in the running task's list, which takes over one reference; 0: raised */
ref object_handle(struct Core *core, uint32_t object, uint32_t type);
void file_drop(struct Core *core, uint32_t object);     /* file.c: closes and frees */
PART(file_drop, "weft_file_open weft_file_std");
#endif
