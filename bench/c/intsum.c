/* The peer of bench/py/intsum.py. `intsum [ROUNDS] [SEEDS]`, SEEDS being ints with commas between. */
#include "bench.h"

#ifndef SIZE
#define SIZE 500000
#endif
#define COPIES 64

static int64_t steps(int64_t n) {
    int64_t count = 0;
    while (n != 1) {
        if (n % 2 == 0) {
            n /= 2;
        } else {
            n = 3 * n + 1;
        }
        count++;
    }
    return count;
}

static int64_t mix(const int64_t *values, int64_t length, int64_t start) {
    int64_t total = start;
    for (int64_t i = 0; i < length; i++) total = total + values[i] * 3 - (total >> 2);
    return total;
}

int main(int argc, char **argv) {
    int64_t rounds = size_from(argc, argv, 1, SIZE);
    char *text = argc > 2 ? argv[2] : "27,97,871,6171,77031,837799,11,3,1,2,63,703,26623,91,255,31";
    int64_t count = 1;
    for (char *c = text; *c; c++) count += *c == ',';
    int64_t *seeds = malloc((size_t)count * sizeof *seeds);
    for (int64_t i = 0; i < count; i++) seeds[i] = (int64_t)strtoll(text, &text, 10), text++;
    int64_t length = count * COPIES;
    int64_t *values = malloc((size_t)length * sizeof *values);
    for (int64_t k = 0; k < COPIES; k++) {
        for (int64_t i = 0; i < count; i++) values[k * count + i] = seeds[i] + k;
    }
    double start = now_s();
    int64_t total = 0;
    for (int64_t r = 0; r < rounds; r++) {
        total += steps(seeds[r % count] + r);
        if (r % 16 == 0) total = mix(values, length, total);
    }
    double seconds = now_s() - start;
    printf("%lld\n", (long long)total);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
