/* Doubles and decimal digits.
 *
 * Shortest digits: Raffaello Giulietti, "The Schubfach way to render doubles" (2020).
 * Reading: William Clinger's exact case; then Daniel Lemire, "Number parsing at a gigabyte per second" (2021), here
 * with an explicit error bound instead of its case analysis: if the truncated product and the product plus its largest
 * error round alike, that is the result; else decimal_big.c compares exactly.
 */
#include "decimal.h"
#include "decimal_big.h"
#include "wide.h"
#include "base.h"

static inline uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  return bits;
}

static inline double double_of(uint64_t bits) {
  double x;
  memcpy(&x, &bits, 8);
  return x;
}

Power weft_power_of_ten(int32_t exponent) {
  uint32_t offset = (uint32_t)(exponent - POWER_FIRST), base = offset / POWER_STEP, rest = offset % POWER_STEP;
  uint64_t high = weft_power_bases[base][0], low = weft_power_bases[base][1];
  if (!rest) return (Power){high, low};
  uint64_t five = weft_powers_of_five[rest];
  five <<= __builtin_clzll(five);
  Wide upper = wide_multiply(high, five), lower = wide_multiply(low, five);
  uint64_t middle = upper.low + lower.high;
  uint64_t top = upper.high + (middle < upper.low);
  if (!(top >> 63)) {
    top = top << 1 | middle >> 63;
    middle = middle << 1 | lower.low >> 63;
  }
  uint64_t fixed = middle + (weft_power_corrections[offset / 16] >> (2 * (offset % 16)) & 3);
  return (Power){top + (fixed < middle), fixed};
}

/* --- shortest ----------------------------------------------------------------------------------------------------- */

static inline uint64_t round_to_odd(Power g, uint64_t c) {
  Wide low = wide_multiply(g.low, c), high = wide_multiply(g.high, c);
  uint64_t sum = high.low + low.high;
  return (high.high + (sum < high.low)) | (sum > 1);
}

static inline int32_t floor_log2_power10(int32_t e) { return (e * 1741647) >> 19; }

/* value = result * 10^*exponent */
static uint64_t shortest_decimal(double x, int32_t *exponent) {
  uint64_t bits = bits_of(x), fraction = bits & (((uint64_t)1 << 52) - 1);
  int32_t biased = (int32_t)(bits >> 52) & 0x7ff;
  uint64_t c = fraction;
  int32_t q = 1 - 1075;
  if (biased) {
    c |= (uint64_t)1 << 52;
    q = biased - 1075;
    if (q <= 0 && q > -53 && !(c & (((uint64_t)1 << -q) - 1))) {
      *exponent = 0;
      return c >> -q;
    }
  }
  int32_t odd = c & 1;
  int32_t closer = fraction == 0 && biased > 1; /* the lower neighbour is half as far */
  uint64_t cb = 4 * c, cbl = cb - 2 + (uint64_t)closer, cbr = cb + 2;
  int32_t k = (q * 1262611 - (closer ? 524031 : 0)) >> 22;
  int32_t h = q + floor_log2_power10(-k) + 1;
  Power g = weft_power_of_ten(-k);
  if (-k < 0 || -k > 55) { /* the algorithm wants powers rounded up */
    g.low += 1;
    g.high += g.low == 0;
  }
  uint64_t lower = round_to_odd(g, cbl << h) + (uint64_t)odd;
  uint64_t vb = round_to_odd(g, cb << h);
  uint64_t upper = round_to_odd(g, cbr << h) - (uint64_t)odd;
  uint64_t s = vb / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    int32_t below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above) {
      *exponent = k + 1;
      return tens + (uint64_t)above;
    }
  }
  *exponent = k;
  int32_t below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above) return s + (uint64_t)above;
  uint64_t middle = 4 * s + 2;
  return s + (uint64_t)(vb > middle || (vb == middle && (s & 1)));
}

static const char pairs[201] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

static char *unsigned_text(uint64_t value, char *end) {
  while (value >> 32) {
    uint64_t rest = value / 100000000;
    uint32_t part = (uint32_t)(value - rest * 100000000);
    value = rest;
#pragma clang loop unroll(disable) /* numbers that are so long are rare, and this is in every module that prints one */
    for (int i = 0; i < 4; i++, part /= 100) memcpy(end -= 2, pairs + 2 * (part % 100), 2);
  }
  uint32_t small = (uint32_t)value;
  while (small >= 100) {
    memcpy(end -= 2, pairs + 2 * (small % 100), 2);
    small /= 100;
  }
  if (small >= 10) memcpy(end -= 2, pairs + 2 * small, 2);
  else *--end = (char)('0' + small);
  return end;
}

char *weft_decimal_int(int64_t value, char *end) {
  char *start = unsigned_text(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, end);
  if (value < 0) *--start = '-';
  return start;
}

int32_t weft_decimal_shortest(double x, char *digits, int32_t *point) {
  int32_t exponent;
  uint64_t value = shortest_decimal(x, &exponent);
  char text[24], *end = text + 24, *start = unsigned_text(value, end);
  *point = exponent + (int32_t)(end - start);
  while (end[-1] == '0') end--;
  int32_t count = (int32_t)(end - start);
  memcpy(digits, start, (size_t)count);
  return count;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

enum { AMBIGUOUS = -1 };

/* The double nearest to w * 10^exponent (w > 0) into *bits; AMBIGUOUS if the truncated product doesn't tell, and then
 * the greatest double not above it. */
static int32_t read_approximately(uint64_t w, int32_t exponent, uint64_t *bits) {
  Power g = weft_power_of_ten(exponent);
  int32_t shift = __builtin_clzll(w);
  w <<= shift;
  Wide high = wide_multiply(g.high, w), low = wide_multiply(g.low, w);
  uint64_t middle = high.low + low.high, top = high.high + (middle < high.low);
  /* the true value is within [top:middle, top:middle + 1] * 2^scale, the low word being unknown */
  int32_t scale = floor_log2_power10(exponent) - shift + 1;
  if (!(top >> 63)) {
    top = top << 1 | middle >> 63; /* now uncertain by 2 */
    middle <<= 1;
    scale -= 1;
  }
  int32_t biased = scale + 63 + 1023; /* of top's highest bit */
  int32_t drop = 11;
  if (biased <= 0) drop += 1 - biased;
  if (drop > 64) { /* less than half the least subnormal, unless exactly at the border */
    *bits = 0;
    return drop > 66 ? 0 : AMBIGUOUS;
  }
  uint64_t mantissa = drop == 64 ? 0 : top >> drop;
  uint64_t rest = drop == 64 ? top : top & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop - 1);
  int32_t clear = 1, up = 0;
  if (rest > half || (rest == half && middle > 0)) up = 1;
  if (rest == half && middle == 0) clear = 0;          /* perhaps a tie */
  if (rest == half - 1 && middle >= (uint64_t)-4) clear = 0; /* the error may reach the middle */
  if (biased < 0) biased = 0;
  uint64_t result = biased > 0 ? ((uint64_t)biased << 52) + (mantissa - ((uint64_t)1 << 52)) : mantissa;
  if (biased >= 0x7ff) result = (uint64_t)0x7ff << 52;
  else if (clear) result += (uint64_t)up;
  *bits = result;
  return clear ? 0 : AMBIGUOUS;
}

double weft_decimal_read(const char *digits, uint32_t count, int64_t exponent) {
  while (count && *digits == '0') digits++, count--;
  while (count && digits[count - 1] == '0') count--, exponent++;
  if (!count) return 0.0;
  if (exponent + (int64_t)count > 310) return double_of((uint64_t)0x7ff << 52);
  if (exponent + (int64_t)count < -325) return 0.0;
  uint64_t w = 0;
  uint32_t taken = count < 19 ? count : 19;
  for (uint32_t i = 0; i < taken; i++) w = w * 10 + (uint64_t)(digits[i] - '0');
  int32_t scale = (int32_t)(exponent + (int64_t)(count - taken));
  if (taken == count && w < (uint64_t)1 << 53 && scale >= -22 && scale <= 22) {
    static const double tens[23] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
                                    1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return scale < 0 ? (double)w / tens[-scale] : (double)w * tens[scale];
  }
  uint64_t bits, above;
  int32_t state = read_approximately(w, scale, &bits);
  if (state != AMBIGUOUS) {
    if (taken == count) return double_of(bits);
    if (read_approximately(w + 1, scale, &above) != AMBIGUOUS && above == bits) return double_of(bits);
  }
  return weft_big_read(digits, count, (int32_t)exponent, double_of(bits));
}
