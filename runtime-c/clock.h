/* The scheduler's clock: one for all workers; virtual in a seeded run. */
#ifndef WEFT_CLOCK_H
#define WEFT_CLOCK_H
#include <stdint.h>

uint64_t clock_now(void);      /* nanoseconds */
void clock_jump(uint64_t to);  /* a seeded run: nothing can run before */
void clock_pass(void);         /* a seeded run: a slice has passed */
#endif
