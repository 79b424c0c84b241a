/* The peer of bench/py/spectral_norm.py. `spectral_norm [N]` */
#include "bench.h"

#include <math.h>

#ifndef SIZE
#define SIZE 2000
#endif

static double a(int64_t i, int64_t j) {
    return 1.0 / (double)((i + j) * (i + j + 1) / 2 + i + 1);
}

static void times(const double *u, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double total = 0.0;
        for (int64_t j = 0; j < n; j++) total += a(i, j) * u[j];
        out[i] = total;
    }
}

static void transposed_times(const double *u, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double total = 0.0;
        for (int64_t j = 0; j < n; j++) total += a(j, i) * u[j];
        out[i] = total;
    }
}

static double norm(int64_t n) {
    double *u = malloc((size_t)n * sizeof *u);
    double *v = malloc((size_t)n * sizeof *v);
    double *w = malloc((size_t)n * sizeof *w);
    for (int64_t i = 0; i < n; i++) u[i] = 1.0;
    for (int turn = 0; turn < 10; turn++) {
        times(u, w, n);
        transposed_times(w, v, n);
        times(v, w, n);
        transposed_times(w, u, n);
    }
    double uv = 0.0, vv = 0.0;
    for (int64_t i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    free(u);
    free(v);
    free(w);
    return sqrt(uv / vv);
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    double start = now_s();
    double result = norm(n);
    double seconds = now_s() - start;
    printf("%.9f\n", result);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
