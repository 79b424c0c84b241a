/* The ticker: see ticker.h. A portable module has none: its polls count. */
#include "ticker.h"
#include "balance.h"
#include "io.h"
#include "os.h"
#include "scheduler.h"

#ifndef WEFT_PORTABLE
#define MS 1000000u
enum { TICKS_ASLEEP = 64, ASLEEP_MAX = 50 };
enum { SLICE_LEAST = 2, SLICE_MOST = 10 }; /* ms: at first; of a worker on which nobody waits for its turn */
enum { SLICE_BESIDE = 3 };                 /* where somebody does: a hog lets short tasks through within two of them */

static uint32_t asleep; /* atomic: 1 while the ticker sleeps long */

void ticker_wake(void) {
  if (UNLIKELY(load_relaxed(&asleep)) && xchg_seq(&asleep, 0)) os_wake(&asleep);
}

/* A slice is over, or a timer is due on a worker that is busy. */
static int tick(uint64_t now, uint64_t slice) {
  int busy = 0;
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    if (!load_relaxed(&core->running)) continue; /* hints, all of these */
    busy = 1;
    uint32_t moved = load_relaxed(&core->moved), bits = 0;
    int waited = load_relaxed(&core->private_count) || load_relaxed(&core->shared_count) || load_relaxed(&core->slot);
    if (moved != core->slice_moved) {
      core->slice_moved = moved;
      core->slice_start = now;
    } else if (now - core->slice_start >= (waited && slice > SLICE_BESIDE * MS ? SLICE_BESIDE * MS : slice)) {
      bits = REQ_SLICE, core->slice_start = now;
    }
    if (load_relaxed(&core->timer_next) <= now) bits |= REQ_SLICE;
    if (bits) core_request(core, bits);
  }
  return busy;
}

void ticker_run(void) {
  static uint32_t pause; /* never changes */
  uint64_t slice = SLICE_LEAST * MS, start = os_now();
  int quiet = 0;
  while (!load_acquire(&weft_global.stop)) {
    os_wait(&pause, 0, MS);
    uint64_t now = os_now();
    if (now - start > slice && slice < SLICE_MOST * MS) {
      start = now;
      slice = slice * 2 > SLICE_MOST * MS ? SLICE_MOST * MS : slice * 2;
    }
    quiet = tick(now, slice) ? 0 : quiet + 1;
    if (scheduler_workers() > 1) balance_tick(now);
    weft_io_flush_if_old();
    if (quiet > TICKS_ASLEEP) {
      (void)xchg_seq(&asleep, 1);
      if (load_seq(&weft_global.idle_count) == scheduler_workers() && !load_acquire(&weft_global.stop))
        os_wait(&asleep, 1, ASLEEP_MAX * MS);
      (void)xchg_seq(&asleep, 0);
      quiet = 0;
    }
  }
}
#endif
