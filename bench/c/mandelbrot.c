/* The peer of bench/py/mandelbrot.py. `mandelbrot [N]` */
#include "bench.h"

#ifndef SIZE
#define SIZE 1500
#endif
#define LIMIT 200

static int64_t row(int64_t y, int64_t n) {
    int64_t total = 0;
    double ci = 2.0 * (double)y / (double)n - 1.0;
    for (int64_t x = 0; x < n; x++) {
        double cr = 2.0 * (double)x / (double)n - 1.5;
        double zr = 0.0, zi = 0.0;
        int64_t turns = 0;
        while (turns < LIMIT && zr * zr + zi * zi <= 4.0) {
            double t = zr * zr - zi * zi + cr;
            zi = 2.0 * zr * zi + ci;
            zr = t;
            turns++;
        }
        total += turns;
    }
    return total;
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    double start = now_s();
    int64_t total = 0;
    for (int64_t y = 0; y < n; y++) total += row(y, n);
    double seconds = now_s() - start;
    printf("%lld\n", (long long)total);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
