/* The clocks of Python's time module. */
#include "base.h"
#include "scheduler.h"
#include "system.h"

static double seconds(int32_t clock) { return (double)(int64_t)system_clock(clock) / 1e9; }

/* The scheduler's clock: one for all workers, and virtual in a seeded run, so that what a program measures repeats, too. */
static uint64_t steady(void) { return clock_now(); }

double weft_time(void) { return seconds(CLOCK_OF_DAY); }
double weft_monotonic(void) { return (double)(int64_t)steady() / 1e9; }
double weft_perf_counter(void) { return weft_monotonic(); }
double weft_process_time(void) { return seconds(CLOCK_OF_PROCESS); }
word weft_time_ns(void) { return (word)system_clock(CLOCK_OF_DAY); }
word weft_perf_counter_ns(void) { return (word)steady(); }
