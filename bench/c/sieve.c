/* The peer of bench/py/sieve.py. `sieve [N] [ROUNDS]`; FLAG is what a flag of the list takes there. */
#include "bench.h"

#ifndef SIZE
#define SIZE 2000000
#endif
#ifndef ROUNDS
#define ROUNDS 20
#endif
#ifndef FLAG
#define FLAG uint8_t
#endif

static int64_t sieve(int64_t n) {
    FLAG *flags = malloc((size_t)n * sizeof *flags);
    for (int64_t i = 0; i < n; i++) flags[i] = 1;
    flags[0] = 0;
    flags[1] = 0;
    for (int64_t i = 2; i * i < n; i++) {
        if (flags[i]) {
            for (int64_t k = i * i; k < n; k += i) flags[k] = 0;
        }
    }
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++) {
        if (flags[i]) count++;
    }
    free(flags);
    return count;
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    int64_t rounds = size_from(argc, argv, 2, ROUNDS);
    double start = now_s();
    int64_t count = 0;
    for (int64_t i = 0; i < rounds; i++) count += sieve(n);
    double seconds = now_s() - start;
    printf("%lld\n", (long long)count);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
