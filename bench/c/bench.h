/* What the workloads share: the clock, and the size from the command line. */
#ifndef BENCH_H
#define BENCH_H

#define _POSIX_C_SOURCE 199309L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Argument `at` as a number; `otherwise` when it isn't there. */
static inline int64_t size_from(int argc, char **argv, int at, int64_t otherwise) {
    return argc > at ? (int64_t)strtoll(argv[at], NULL, 10) : otherwise;
}

#endif
