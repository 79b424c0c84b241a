/* The peer of bench/py/queens.py. `queens [N]` */
#include "bench.h"

#ifndef SIZE
#define SIZE 13
#endif

static int64_t place(int64_t everywhere, int64_t columns, int64_t down, int64_t up) {
    if (columns == everywhere) return 1;
    int64_t count = 0;
    int64_t free_places = everywhere & ~(columns | down | up);
    while (free_places != 0) {
        int64_t bit = free_places & -free_places;
        free_places ^= bit;
        count += place(everywhere, columns | bit, (down | bit) << 1 & everywhere, (up | bit) >> 1);
    }
    return count;
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    double start = now_s();
    int64_t count = place(((int64_t)1 << n) - 1, 0, 0, 0);
    double seconds = now_s() - start;
    printf("%lld\n", (long long)count);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
