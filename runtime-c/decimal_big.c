/* Exact decimal arithmetic on doubles, by small fixed-size big numbers on the stack.
 *
 * Reading compares digits * 10^e with the midpoints next to a guess, both scaled to integers (the "bignum comparison"
 * of Clinger's AlgorithmM family). Writing splits a double into its integer part, turned to base 10^9 by repeated
 * division, and its fraction, from which multiplication by 10^9 drives out nine digits a step.
 * Limit: digits beyond the 800th can't decide more than "a little above", so one 1 stands for them.
 */
#include "decimal_big.h"
#include "decimal.h"
#include "base.h"

enum { LIMBS = 136, DIGITS_READ_MAX = 800 }; /* 5^1143 has 2655 bits, * 2^1075 and a mantissa: below 4352 bits */
typedef struct { int32_t used; uint32_t limb[LIMBS]; } Big;

static void big_multiply_add(Big *big, uint32_t factor, uint32_t carry) {
  uint64_t rest = carry;
  for (int32_t i = 0; i < big->used; i++) {
    rest += (uint64_t)big->limb[i] * factor;
    big->limb[i] = (uint32_t)rest;
    rest >>= 32;
  }
  if (rest) big->limb[big->used++] = (uint32_t)rest;
}

static void big_multiply_five(Big *big, int32_t power) {
  for (; power >= 13; power -= 13) big_multiply_add(big, 1220703125, 0);
  uint32_t last = 1;
  while (power-- > 0) last *= 5;
  if (last > 1) big_multiply_add(big, last, 0);
}

static void big_shift(Big *big, int32_t bits) {
  int32_t words = bits / 32, rest = bits % 32;
  if (rest) big_multiply_add(big, (uint32_t)1 << rest, 0);
  if (!words || !big->used) return;
  memmove(big->limb + words, big->limb, (size_t)big->used * 4);
  memset(big->limb, 0, (size_t)words * 4);
  big->used += words;
}

static void big_set(Big *big, uint64_t value) {
  big->limb[0] = (uint32_t)value;
  big->limb[1] = (uint32_t)(value >> 32);
  big->used = big->limb[1] ? 2 : big->limb[0] ? 1 : 0;
}

static int32_t big_compare(const Big *a, const Big *b) {
  if (a->used != b->used) return a->used < b->used ? -1 : 1;
  for (int32_t i = a->used - 1; i >= 0; i--)
    if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
  return 0;
}

/* sign of digits * 10^exponent - mantissa * 2^scale */
static int32_t compare_exactly(const char *digits, uint32_t count, int32_t exponent, uint64_t mantissa, int32_t scale) {
  Big left, right;
  left.used = 0;
  uint32_t taken = count < DIGITS_READ_MAX ? count : DIGITS_READ_MAX;
  uint32_t i = 0;
  for (; i + 9 <= taken; i += 9) {
    uint32_t part = 0;
    for (uint32_t j = 0; j < 9; j++) part = part * 10 + (uint32_t)(digits[i + j] - '0');
    big_multiply_add(&left, 1000000000, part);
  }
  for (; i < taken; i++) big_multiply_add(&left, 10, (uint32_t)(digits[i] - '0'));
  exponent += (int32_t)(count - taken);
  if (taken < count) { /* the last digit isn't 0: a little more than what was taken */
    big_multiply_add(&left, 10, 1);
    exponent--;
  }
  big_set(&right, mantissa);
  if (exponent >= 0) big_multiply_five(&left, exponent);
  else big_multiply_five(&right, -exponent);
  int32_t twos = exponent - scale;
  if (twos >= 0) big_shift(&left, twos);
  else big_shift(&right, -twos);
  return big_compare(&left, &right);
}

double weft_big_read(const char *digits, uint32_t count, int32_t exponent, double guess) {
  uint64_t bits;
  memcpy(&bits, &guess, 8);
  /* the midpoint below `bits`, then above, then on in the direction that the value lies */
  for (int32_t direction = 0;;) {
    uint64_t lower = direction <= 0 ? bits - 1 : bits; /* the midpoint is between lower and its successor */
    if (direction <= 0 && bits == 0) { direction = 1; continue; }
    if (direction > 0 && bits >= (uint64_t)0x7ff << 52) break;
    int32_t biased = (int32_t)(lower >> 52);
    uint64_t mantissa = (lower & (((uint64_t)1 << 52) - 1)) | (biased ? (uint64_t)1 << 52 : 0);
    int32_t scale = (biased ? biased : 1) - 1075;
    int32_t sign = compare_exactly(digits, count, exponent, 2 * mantissa + 1, scale - 1);
    if (direction <= 0) {
      if (sign < 0 || (sign == 0 && !(lower & 1))) bits = lower, direction = -1;
      else if (direction < 0) break;
      else direction = 1;
    } else {
      if (sign > 0 || (sign == 0 && (lower & 1))) bits = lower + 1;
      else break;
    }
  }
  double result;
  memcpy(&result, &bits, 8);
  return result;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

typedef struct { char *text; int32_t count, wanted, point, started; } Writer;

/* Nine digits more; before the first other than 0 none is kept, and `point` moves instead if we're past the point. */
static void put_nine(Writer *out, uint32_t value, int32_t fraction) {
  char text[9];
  for (int i = 8; i >= 0; i--, value /= 10) text[i] = (char)('0' + value % 10);
  int32_t skip = 0;
  if (!out->started) {
    while (skip < 9 && text[skip] == '0') skip++;
    if (fraction) out->point -= skip;
    if (skip == 9) return;
    out->started = 1;
  }
  memcpy(out->text + out->count, text + skip, (size_t)(9 - skip));
  out->count += 9 - skip;
  if (!fraction) out->point += 9 - skip;
}

int32_t weft_decimal_exact(double x, int32_t significant, int32_t precision, char *digits, int32_t *point) {
  char text[DECIMAL_EXACT_MAX + 40];
  Writer out = {text, 0, 0, 0, 0};
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int32_t biased = (int32_t)(bits >> 52) & 0x7ff;
  uint64_t mantissa = (bits & (((uint64_t)1 << 52) - 1)) | (biased ? (uint64_t)1 << 52 : 0);
  int32_t scale = (biased ? biased : 1) - 1075;
  Big big;
  uint64_t whole = scale >= 0 ? 0 : scale > -64 ? mantissa >> -scale : 0;
  if (scale >= 0) {
    uint32_t parts[36];
    int32_t count = 0;
    big_set(&big, mantissa);
    big_shift(&big, scale);
    while (big.used) {
      uint64_t rest = 0;
      for (int32_t i = big.used - 1; i >= 0; i--) {
        rest = rest << 32 | big.limb[i];
        big.limb[i] = (uint32_t)(rest / 1000000000);
        rest %= 1000000000;
      }
      while (big.used && !big.limb[big.used - 1]) big.used--;
      parts[count++] = (uint32_t)rest;
    }
    while (count) put_nine(&out, parts[--count], 0);
  } else if (whole) {
    if (whole >= 1000000000) put_nine(&out, (uint32_t)(whole / 1000000000), 0); /* whole < 2^53 */
    put_nine(&out, (uint32_t)(whole % 1000000000), 0);
  }
  int32_t more = 0; /* anything other than 0 after what was written */
  if (scale < 0) {
    /* the fraction as limbs below the point, lowest first */
    int32_t places = (-scale + 31) / 32;
    uint64_t fraction = scale > -64 ? mantissa & (((uint64_t)1 << -scale) - 1) : mantissa;
    big_set(&big, fraction);
    if (fraction) big_shift(&big, 32 * places + scale);
    memset(big.limb + big.used, 0, (size_t)(places > big.used ? places - big.used : 0) * 4);
    int32_t low = 0, high = big.used; /* limbs outside [low, high) are 0 */
    while (low < high && !big.limb[low]) low++;
    while (low < high) {
      int32_t wanted = significant ? precision : out.point + precision;
      if (out.count > wanted && (out.started || wanted < 0)) { more = 1; break; }
      uint64_t carry = 0;
      for (int32_t i = low; i < high; i++) {
        carry += (uint64_t)big.limb[i] * 1000000000;
        big.limb[i] = (uint32_t)carry;
        carry >>= 32;
      }
      if (high < places) { big.limb[high++] = (uint32_t)carry; carry = 0; }
      while (low < high && !big.limb[low]) low++;
      put_nine(&out, (uint32_t)carry, 1);
    }
  }
  /* round half to even at `wanted` digits */
  int32_t wanted = significant ? precision : out.point + precision, count = out.count, up = 0;
  if (wanted < count) {
    if (wanted >= 0) {
      int32_t beyond = more;
      for (int32_t i = wanted + 1; i < count && !beyond; i++) beyond = text[i] != '0';
      char next = text[wanted];
      up = next > '5' || (next == '5' && (beyond || (wanted > 0 && (text[wanted - 1] & 1))));
    }
    count = wanted > 0 ? wanted : 0;
  }
  while (up) {
    if (count == 0) {
      text[count++] = '1';
      out.point++;
      break;
    }
    if (text[count - 1] != '9') {
      text[count - 1]++;
      break;
    }
    count--;
  }
  while (count && text[count - 1] == '0') count--;
  memcpy(digits, text, (size_t)count);
  *point = out.point;
  return count;
}
