/* int(text, base) and float(text). */
#include "build.h"
#include "decimal.h"
#include "unicode.h"

/* A code point as the number readers see it: decimal digits of any script as ASCII, spaces beyond ASCII as ' ', the
 * rest beyond ASCII as '?'. */
static uint32_t plain(const Str *s, uint32_t i) {
  uint32_t c = str_get(s, i);
  if (c < 0x80) return c;
  if (unicode_is_space(c)) return ' ';
  int32_t digit = weft_unicode_decimal(c);
  return digit < 0 ? '?' : '0' + (uint32_t)digit;
}

typedef struct Reader { const Str *s; uint32_t at, stop; } Reader;
enum { END = 0xffffffff };

static uint32_t peek(const Reader *in) { return in->at < in->stop ? plain(in->s, in->at) : END; }
static int32_t is_blank(uint32_t c) { return c == ' ' || (c >= 9 && c <= 13); }
static int32_t is_digit(uint32_t c) { return c - '0' < 10; }

static Reader stripped(ref r) {
  Reader in = {AT(Str, r), 0, AT(Str, r)->len};
  while (is_blank(peek(&in))) in.at++;
  while (in.stop > in.at && is_blank(plain(in.s, in.stop - 1))) in.stop--;
  return in;
}

static int32_t take_sign(Reader *in) {
  uint32_t c = peek(in);
  if (c == '+' || c == '-') in->at++;
  return c == '-';
}

static COLD word invalid_int(ref s, word base) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "invalid literal for int() with base ");
  weft_build_int(base);
  build_text(b, ": ");
  build_repr(b, AT(Str, s), 200);
  build_raise(b, &weft_type_ValueError);
  return 0;
}

static COLD word too_many_digits(uint32_t digits) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "Exceeds the limit (4300 digits) for integer string conversion: value has ");
  weft_build_int(digits);
  build_text(b, " digits; use sys.set_int_max_str_digits() to increase the limit");
  build_raise(b, &weft_type_ValueError);
  return 0;
}

static uint32_t digit_value(uint32_t c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c - 'a' < 26 ? c - 'a' + 10 : 99;
}

word weft_str_to_int(ref s, int64_t base) {
  enum { DIGITS_LIMIT = 4300 };
  if (base != 0 && (base < 2 || base > 36)) {
    weft_raise(&weft_type_ValueError, "int() base must be >= 2 and <= 36, or 0");
    return 0;
  }
  Reader in = stripped(s);
  int32_t negative = take_sign(&in), only_zero = 0;
  word given = base;
  if (peek(&in) == '0') {
    Reader next = in;
    next.at++;
    uint32_t letter = peek(&next) | 0x20;
    word prefix = peek(&next) == END ? 0 : letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (base == 0) {
      base = prefix ? prefix : 10;
      only_zero = !prefix;
    }
    if (prefix && prefix == base) {
      in.at += 2;
      if (peek(&in) == '_') in.at++;
    }
  }
  if (base == 0) base = 10;
  uint64_t value = 0, limit = (uint64_t)WEFT_INT_MAX + (uint64_t)negative;
  uint32_t digits = 0;
  int32_t overflow = 0, after_digit = 0;
  for (; in.at < in.stop; in.at++) {
    uint32_t c = peek(&in);
    if (c == '_' && after_digit) {
      after_digit = 0;
      continue;
    }
    uint32_t digit = digit_value(c);
    if (digit >= (uint32_t)base || c >= 0x80) return invalid_int(s, given);
    if (value > (limit - digit) / (uint64_t)base) overflow = 1;
    else value = value * (uint64_t)base + digit;
    digits++;
    after_digit = 1;
  }
  if (!after_digit || (only_zero && (value || overflow))) return invalid_int(s, given);
  if (digits > DIGITS_LIMIT && (base & (base - 1))) return too_many_digits(digits);
  if (overflow) {
    weft_raise_overflow();
    return 0;
  }
  return negative ? (word)(0 - value) : (word)value;
}

/* --- float -------------------------------------------------------------------------------------------------------- */

enum { DIGITS_KEPT = 800 };
typedef struct Digits { char text[DIGITS_KEPT + 1]; uint32_t count; int64_t exponent; int32_t any; } Digits;

static void keep_digit(Digits *d, char c, int32_t fraction) {
  d->any = 1;
  if (fraction) d->exponent--;
  if (!d->count && c == '0') return;
  if (d->count < DIGITS_KEPT) {
    d->text[d->count++] = c;
    return;
  }
  d->exponent++;
  if (c != '0' && d->count == DIGITS_KEPT) { /* one 1 stands for all that is beyond */
    d->text[d->count++] = '1';
    d->exponent--;
  }
}

/* Digits with single underscores between them; 0 if an underscore stands elsewhere. */
static int32_t read_digits(Reader *in, Digits *d, int32_t fraction) {
  int32_t after_digit = 0;
  for (;; in->at++) {
    uint32_t c = peek(in);
    if (is_digit(c)) {
      keep_digit(d, (char)c, fraction);
      after_digit = 1;
    } else if (c == '_') {
      if (!after_digit) return 0;
      in->at++;
      if (!is_digit(peek(in))) return 0;
      in->at--;
      after_digit = 0;
    } else {
      return 1;
    }
  }
}

static int32_t take_word(Reader *in, const char *text) {
  uint32_t i = 0;
  for (; text[i]; i++) {
    Reader next = *in;
    next.at += i;
    uint32_t c = peek(&next);
    if (c >= 0x80 || (c | 0x20) != (uint8_t)text[i]) return 0;
  }
  in->at += i;
  return 1;
}

static int32_t read_float(Reader *in, double *x) {
  int32_t negative = take_sign(in);
  if (take_word(in, "inf")) {
    take_word(in, "inity");
    *x = __builtin_inf();
  } else if (take_word(in, "nan")) {
    *x = __builtin_nan("");
  } else {
    Digits d;
    d.count = 0;
    d.exponent = 0;
    d.any = 0;
    if (!read_digits(in, &d, 0)) return 0;
    if (peek(in) == '.') {
      in->at++;
      if (!read_digits(in, &d, 1)) return 0;
    }
    if (!d.any) return 0;
    if (peek(in) == 'e' || peek(in) == 'E') {
      in->at++;
      int32_t down = take_sign(in), after_digit = 0;
      int64_t exponent = 0;
      for (uint32_t c; c = peek(in), is_digit(c) || (c == '_' && after_digit); in->at++) {
        after_digit = c != '_';
        if (c != '_' && exponent < ((int64_t)1 << 40)) exponent = exponent * 10 + (c - '0');
      }
      if (!after_digit) return 0;
      d.exponent += down ? -exponent : exponent;
    }
    *x = weft_decimal_read(d.text, d.count, d.exponent);
  }
  if (negative) *x = -*x;
  return in->at == in->stop;
}

double weft_str_to_float(ref s) {
  Reader in = stripped(s);
  double x = 0;
  if (read_float(&in, &x)) return x;
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "could not convert string to float: ");
  build_repr(b, AT(Str, s), UINT32_MAX);
  build_raise(b, &weft_type_ValueError);
  return 0;
}
