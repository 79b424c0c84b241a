/* The peer of bench/py/fib.py. `fib [N]` */
#include "bench.h"

#ifndef SIZE
#define SIZE 40
#endif

static int64_t fib(int64_t n) {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}

int main(int argc, char **argv) {
    int64_t n = size_from(argc, argv, 1, SIZE);
    double start = now_s();
    int64_t result = fib(n);
    double seconds = now_s() - start;
    printf("%lld\n", (long long)result);
    printf("seconds: %.9f\n", seconds);
    return 0;
}
