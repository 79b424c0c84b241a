/* The scheduler's clock, and those of Python's time module. */
#include "clock.h"
#include "os.h"
#include "scheduler.h"
#include "system.h"

enum { LOOK_NS = 1000, SLICE_NS = 100000 }; /* what they take by the virtual clock */

static uint64_t virtual_now; /* seeded runs: one worker */

uint64_t clock_now(void) { return UNLIKELY(weft_global.seeded) ? virtual_now : os_now(); }
void clock_jump(uint64_t to) { if (to > virtual_now) virtual_now = to; }
void clock_pass(void) { virtual_now += SLICE_NS; }

static double seconds(int32_t clock) { return (double)(int64_t)system_clock(clock) / 1e9; }

/* One clock for all workers, and virtual in a seeded run, so that what a program measures repeats, too. A look takes
 * time, or who waits for a moment by looking again and again would wait for ever. */
static uint64_t steady(void) {
  if (UNLIKELY(weft_global.seeded)) virtual_now += LOOK_NS;
  return clock_now();
}

double weft_time(void) { return seconds(CLOCK_OF_DAY); }
double weft_monotonic(void) { return (double)(int64_t)steady() / 1e9; }
double weft_perf_counter(void) { return weft_monotonic(); }
double weft_process_time(void) { return seconds(CLOCK_OF_PROCESS); }
word weft_time_ns(void) { return (word)system_clock(CLOCK_OF_DAY); }
word weft_perf_counter_ns(void) { return (word)steady(); }
