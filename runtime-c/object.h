/* What handles refer to: tasks, channels, files. Each begins with struct Object, in shared memory, counted.
 *
 * Invariants
 * - `shared` is 0 while all tasks that hold handles to the object are confined to one worker: then only that worker touches
 *   it, and its words are plain, its lock not taken. It is set, for good, by that worker before another can reach it:
 *   when a handle goes into a channel or a result, and for every handle of a task that other workers may get
 *   (object_share_handles): one that is published to thieves, or parks on something shared, whence any worker may wake it.
 *   Those who wait on an object when it becomes shared are treated so too. So whatever stays on one worker costs no atomic operation: a RMW is 5 to 8 ns, more than a whole channel operation.
 *   With ONE_WORKER nothing is ever shared: IS_SHARED says so before it looks.
 * - The last release frees: tasks and channels here, files by weft_file_drop (io.c).
 */
#ifndef WEFT_OBJECT_H
#define WEFT_OBJECT_H
#include "base.h"

enum ObjectKind { OBJECT_TASK = 1, OBJECT_CHANNEL = 2, OBJECT_FILE = 3 };
typedef struct Object {
  uint32_t word0, word1; /* the kind's own */
  uint32_t refs;
  uint32_t word3;
  uint8_t shared, kind, byte2, byte3;
} Object;
#define IS_SHARED(object) (!ONE_WORKER && (object)->shared)
struct Core;
void object_retain(uint32_t object);                    /* for one more handle */
void object_share(uint32_t object);
struct Task;
void object_share_handles(struct Task *task);           /* all that it holds; the task may leave this worker now */
void object_release(struct Core *core, uint32_t object);
/* Without a handle there is nothing to count: */
PART(object_retain, "object_handle");
PART(object_release, "object_handle");
ref object_handle(struct Core *core, uint32_t object, uint32_t type); /* a new handle in the running task's list, which takes over one reference; 0: raised */
void weft_file_drop(uint32_t object);                   /* io.c: closes and frees a file whose last handle is gone */
PART(weft_file_drop, "weft_file_open weft_file_std");
#endif
