/* The peer of bench/py/matmul.py: an array of pointers to rows. `matmul [N]` */
#include "bench.h"

#ifndef SIZE
#define SIZE 600
#endif

static double **matrix(int64_t n, int64_t seed) {
    double **rows = malloc((size_t)n * sizeof *rows);
    for (int64_t i = 0; i < n; i++) {
        rows[i] = malloc((size_t)n * sizeof **rows);
        for (int64_t j = 0; j < n; j++) rows[i][j] = (double)((i * seed + j * 7) % 11) / 8 - 0.5;
    }
    return rows;
}

static double **product(double **a, double **b, int64_t n) {
    double **c = malloc((size_t)n * sizeof *c);
    for (int64_t i = 0; i < n; i++) {
        double *row = malloc((size_t)n * sizeof *row);
        double *ai = a[i];
        for (int64_t j = 0; j < n; j++) {
            double total = 0.0;
            for (int64_t k = 0; k < n; k++) total += ai[k] * b[k][j];
            row[j] = total;
        }
        c[i] = row;
    }
    return c;
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    double **a = matrix(n, 3);
    double **b = matrix(n, 5);
    double start = now_s();
    double **c = product(a, b, n);
    double seconds = now_s() - start;
    double trace = 0.0;
    for (int64_t i = 0; i < n; i++) trace += c[i][n - 1 - i];
    printf("%.6f\n", trace);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
