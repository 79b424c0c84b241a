/* Doubles and decimal digits: shortest digits, exactly rounded digits, exact reading. No allocation, no state. */
#ifndef WEFT_DECIMAL_H
#define WEFT_DECIMAL_H
#include <stdint.h>

enum { DECIMAL_SHORTEST_MAX = 17, DECIMAL_EXACT_MAX = 800 };

/* Digits (room: DECIMAL_SHORTEST_MAX, DECIMAL_EXACT_MAX) of a finite x > 0: the value is 0.d1 d2 ... dn * 10^point;
 * no trailing zeros. Return n. */
int32_t weft_decimal_shortest(double x, char *digits, int32_t *point);
/* Rounded half to even, exactly. significant: `count` digits in all; else `count` digits after the point.
 * n may be 0 when the value rounds to zero. Trailing zeros are stripped. */
int32_t weft_decimal_exact(double x, int32_t significant, int32_t count, char *digits, int32_t *point);

/* The double nearest to the decimal number whose digits (without point, leading zeros allowed) are given, *
 * 10^exponent. */
double weft_decimal_read(const char *digits, uint32_t count, int64_t exponent);

/* Decimal text of a word at the end of buffer[24]; returns where it starts. */
char *weft_decimal_int(int64_t value, char *end);

extern const uint64_t weft_power_bases[26][2];
extern const uint32_t weft_power_corrections[43];
extern const uint64_t weft_powers_of_five[27];
enum { POWER_FIRST = -351, POWER_STEP = 27 };
typedef struct { uint64_t high, low; } Power;
/* floor(10^exponent * 2^s) with exactly 128 bits; exponent in [-351, 324]. Exact for 0..55. */
Power weft_power_of_ten(int32_t exponent);
#endif
