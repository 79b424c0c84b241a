/* Compiled functions emulated by C state machines, with frames that follow the ABI.
 *
 * A function is written so:
 *   FUNC(name, { ref ch; int64_t n; }) {           // its locals; references are named again in machine_define's slots
 *     ENTER(name);
 *     CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));        // resume point 1: before the status test
 *     if (RAISED) ...                              // status is RAISING: catch by weft_catch(), or LEAVE
 *     POLL(2);                                     // a poll
 *     RETURN(l.n);
 *   LEAVE_LABEL }
 * It is entered by the trampoline only, with everything in its frame, so it is its own thunk. Functions that call each
 * other are written by hand (see deep in core_recursion.c).
 * Works natively (function addresses below 4 GiB) and in wasm (table indices) alike.
 */
#ifndef MACHINE_H
#define MACHINE_H
#include "../abi.h"
#include "../base.h"

typedef struct MachineDesc { FrameDesc desc; uint16_t slots[10]; } MachineDesc;
enum { MACHINE_POINTS = 12 };

static inline Worker *machine_worker(void) { return PTR(weft_worker()); }
#define W (machine_worker())

#define FUNC(name, ...)                                                  \
  typedef struct name##_frame { uint32_t desc, pad; struct __VA_ARGS__ v; } name##_frame; \
  static MachineDesc name##_descs[MACHINE_POINTS];                       \
  static void name(void)
#define ENTER(name)                                                      \
  typedef name##_frame frame_type;                                       \
  MachineDesc *descs = name##_descs;                                     \
  uint32_t place = W->sp;                                                \
  frame_type frame = *AT(frame_type, place);                             \
  uint32_t point = AT(FrameDesc, frame.desc)->pt;                        \
  switch (point) {                                                       \
  case 0:;
#define l frame.v
#define SAVE(n)                                                          \
  do {                                                                   \
    point = n;                                                           \
    goto save;                                                           \
  } while (0)
#define CALL(n, call)                                                    \
  call;                                                                  \
  /* fallthrough */                                                      \
  case n:                                                                \
    if (weft_status() == STATUS_SUSPENDING) SAVE(n)
#ifdef WEFT_PORTABLE
#define ATTENTION ((int32_t)--W->attention < 0)
#else
#define ATTENTION (load_relaxed(&W->attention) != 0)
#endif
#define POLL(n)                                                          \
  if (ATTENTION) {                                                       \
    weft_set_status(STATUS_SUSPENDING);                                  \
    SAVE(n);                                                             \
  }                                                                      \
  /* fallthrough */                                                      \
  case n:                                                                \
    if (weft_status() == STATUS_RAISING) goto out
#define RAISED (weft_status() == STATUS_RAISING)
#define RETURN(value)                                                    \
  do {                                                                   \
    W->result = (uint64_t)(value);                                       \
    return;                                                              \
  } while (0)
#define LEAVE goto out
#define LEAVE_LABEL                                                      \
  }                                                                      \
  goto out;                                                              \
  save: __attribute__((unused));                                                                \
  frame.desc = REF(&descs[point].desc);                                  \
  *AT(frame_type, place) = frame;                                        \
  out:;

/* All points of a function: the same slots; points in the bit set `polls` are polls; `handler`: errors come back to
 * it. */
static inline void machine_define(MachineDesc *descs, uint32_t size, void (*func)(void), uint32_t polls, int handler,
                                  uint32_t where, uint32_t nslots, const uint16_t *slots) {
  for (uint32_t i = 0; i < MACHINE_POINTS; i++) {
    FrameDesc *d = &descs[i].desc;
    d->size = size;
    d->thunk = REF(func);
    d->pt = i;
    d->flags = FRAME_QUIET | (handler ? FRAME_HANDLER : 0) | (polls >> i & 1 ? FRAME_POLL : 0);
    d->where = where;
    d->nslots = nslots;
    for (uint32_t s = 0; s < nslots; s++) descs[i].slots[s] = slots[s];
  }
}
#define REF_SLOT(name, field) ((uint16_t)((offsetof(name##_frame, v.field) / 4) << 3 | SLOT_REF))
#define DEFINE(name, polls, handler, ...)                                \
  do {                                                                   \
    const uint16_t machine_slots[] = {__VA_ARGS__};                      \
    _Static_assert(sizeof(name##_frame) % 8 == 0, "frames are multiples of 8"); \
    machine_define(name##_descs, sizeof(name##_frame), name, polls, handler, 0, sizeof machine_slots / 2, \
                   machine_slots);                                       \
  } while (0)

/* Spawns `name` with the fields set by `init` (frame pointer `f`): the handle, or 0 when it raised. */
#define SPAWN(name, result_kind, init)                                   \
  ({                                                                     \
    ref machine_handle = 0;                                              \
    uint32_t machine_at = weft_spawn_frame(&name##_descs[0].desc);       \
    if (machine_at) {                                                    \
      name##_frame *f = PTR(machine_at);                                 \
      memset(&f->v, 0, sizeof f->v);                                     \
      init;                                                              \
      machine_handle = weft_spawn_commit(machine_at, result_kind, 0, REF(&task_type)); \
    }                                                                    \
    machine_handle;                                                      \
  })
#endif
