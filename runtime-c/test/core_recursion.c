/* A function that calls itself, as the compiler emits it. */
#include "scenario.h"

typedef struct DeepFrame { uint32_t desc, pad; int64_t n, seed; } DeepFrame;
static MachineDesc deep_entry, deep_call;
static int64_t deep(int32_t budget, int64_t n, int64_t seed) {
  Worker *w = W;
  uint32_t place = 0;
  int64_t r;
#ifdef WEFT_PORTABLE
  int cold = budget < 0;
#else
  int cold = budget < (int32_t)load_relaxed(&w->attention);
#endif
  if (UNLIKELY(cold)) {
    if (budget == -1) {
      place = w->sp;
      DeepFrame *f = PTR(place);
      n = f->n, seed = f->seed, budget = w->budget;
      if (AT(FrameDesc, f->desc)->pt == 1) {
        r = (int64_t)w->result;
        goto resumed;
      }
    } else {
      *AT(DeepFrame, w->scratch) = (DeepFrame){REF(&deep_entry), 0, n, seed};
      w->scratch += sizeof(DeepFrame);
      weft_set_status(STATUS_SUSPENDING);
      return 0;
    }
  }
  if (!n) return seed;
  r = deep(budget - 200, n - 1, seed + n % 7);
resumed:
  if (weft_status() == STATUS_SUSPENDING) {
    if (!place) {
      place = w->scratch;
      w->scratch += sizeof(DeepFrame);
    }
    *AT(DeepFrame, place) = (DeepFrame){REF(&deep_call), 0, n, seed};
    return 0;
  }
  if (RAISED) {
    weft_traceback(0);
    return 0;
  }
  return r + (n & 1);
}
static void deep_thunk(void) { W->result = (uint64_t)deep(-1, 0, 0); }
static ref deep_spawn(int64_t n) {
  uint32_t at = weft_spawn_frame(&deep_entry.desc);
  AT(DeepFrame, at)->n = n;
  AT(DeepFrame, at)->seed = 0;
  return weft_spawn_commit(at, SLOT_INT, 0, REF(&task_type));
}
FUNC(main_deep, { ref h, g; int64_t n; }) {
  ENTER(main_deep);
  l.n = N * 50;
  l.h = deep_spawn(l.n);
  l.g = deep_spawn(l.n / 3);
  CALL(1, weft_task_join(l.h, -1));
  {
    int64_t expected = 0;
    for (int64_t i = 1; i <= l.n; i++) expected += i % 7 + (i & 1);
    CHECK((int64_t)W->result == expected);
  }
  CALL(2, weft_task_join(l.g, -1));
  CHECK(!RAISED);
  l.h = deep_spawn((int64_t)weft_global.max_stack / 24 + 10000);
  CALL(3, weft_task_join(l.h, -1));
  CHECK(raised_is("RecursionError"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_recursion(const char *test) {
  deep_entry.desc =
      (FrameDesc){.size = sizeof(DeepFrame), .thunk = REF(deep_thunk), .pt = 0, .flags = FRAME_POLL};
  deep_call.desc = (FrameDesc){.size = sizeof(DeepFrame), .thunk = REF(deep_thunk), .pt = 1};
  DEFINE(main_deep, 0, 1, S(main_deep, h), S(main_deep, g));
  SCENARIO(deep);
  return 0;
}
