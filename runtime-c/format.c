/* The format specification mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
 *
 * Results and error texts are CPython 3.13's. Widths and precisions are read as ASCII digits only. A piece is laid out
 * as padding, sign, prefix, padding, grouped digits, rest, padding, where the rest of a float is its fraction and
 * exponent.
 */
#include "build.h"
#include "decimal.h"

typedef struct Spec {
  uint32_t fill, align, sign, type; /* sign 0: not given; type 0: a float's default */
  uint32_t grouping;                /* 0, ',' or '_' */
  int32_t alternate, no_negative_zero;
  int64_t width, precision;         /* -1: not given */
} Spec;

static COLD int32_t refuse(const char *text) {
  weft_raise(&weft_type_ValueError, text);
  return 0;
}

static void build_quoted(Build *b, uint32_t c) {
  build_char(b, '\'');
  if (c > 32 && c < 128) build_char(b, c);
  else {
    char digits[8];
    int32_t at = 8;
    do digits[--at] = "0123456789abcdef"[c & 15];
    while (c >>= 4);
    build_text(b, "\\x");
    build_ascii(b, digits + at, (uint32_t)(8 - at));
  }
  build_char(b, '\'');
}

static COLD int32_t refuse_grouping(uint32_t grouping, uint32_t type) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "Cannot specify '");
  build_char(b, grouping);
  build_text(b, "' with ");
  build_quoted(b, type);
  build_char(b, '.');
  build_raise(b, &weft_type_ValueError);
  return 0;
}

static COLD int32_t refuse_type(uint32_t type, const char *of) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "Unknown format code ");
  build_quoted(b, type);
  build_text(b, " for object of type '");
  build_text(b, of);
  build_char(b, '\'');
  build_raise(b, &weft_type_ValueError);
  return 0;
}

static COLD int32_t refuse_spec(const Str *s, const char *of) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "Invalid format specifier '");
  build_str(b, s, 0, s->len);
  build_text(b, "' for object of type '");
  build_text(b, of);
  build_char(b, '\'');
  build_raise(b, &weft_type_ValueError);
  return 0;
}

static int32_t is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Digits at *at as a number, -1 if there are none; 0 after an error was raised. */
static int32_t read_count(const Str *s, uint32_t *at, int64_t *value) {
  *value = -1;
  for (; *at < s->len && str_get(s, *at) - '0' < 10; ++*at) {
    int64_t digit = str_get(s, *at) - '0';
    if (*value < 0) *value = 0;
    if (*value > (INT64_MAX - digit) / 10) return refuse("Too many decimal digits in format string");
    *value = *value * 10 + digit;
  }
  return 1;
}

static int32_t read_spec(ref r, Spec *spec, const char *of, uint32_t default_align, uint32_t default_type) {
  const Str *s = AT(Str, r);
  uint32_t at = 0, len = s->len;
  int32_t fill_given = 0;
#define NEXT (at < len ? str_get(s, at) : 0xffffffff)
  *spec = (Spec){.fill = ' ', .align = 0, .type = default_type, .width = -1, .precision = -1};
  if (len >= 2 && is_align(str_get(s, 1))) {
    spec->fill = str_get(s, 0);
    spec->align = str_get(s, 1);
    fill_given = 1;
    at = 2;
  } else if (len >= 1 && is_align(str_get(s, 0))) {
    spec->align = str_get(s, 0);
    at = 1;
  }
  if (NEXT == '+' || NEXT == '-' || NEXT == ' ') spec->sign = str_get(s, at++);
  if (NEXT == 'z') spec->no_negative_zero = 1, at++;
  if (NEXT == '#') spec->alternate = 1, at++;
  if (!fill_given && NEXT == '0') {
    spec->fill = '0';
    if (!spec->align && default_align == '>') spec->align = '=';
    at++;
  }
  if (!spec->align) spec->align = default_align;
  if (!read_count(s, &at, &spec->width)) return 0;
  if (NEXT == ',') spec->grouping = ',', at++;
  if (NEXT == '_') {
    if (spec->grouping) return refuse("Cannot specify both ',' and '_'.");
    spec->grouping = '_';
    at++;
  }
  if (NEXT == ',' && spec->grouping == '_') return refuse("Cannot specify both ',' and '_'.");
  if (NEXT == '.') {
    at++;
    if (!read_count(s, &at, &spec->precision)) return 0;
    if (spec->precision < 0) return refuse("Format specifier missing precision");
  }
  if (len - at > 1) return refuse_spec(s, of);
  if (len - at == 1) spec->type = str_get(s, at);
#undef NEXT
  if (spec->grouping) {
    switch (spec->type) {
      case 0: case 'd': case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': break;
      case 'b': case 'o': case 'x': case 'X':
        if (spec->grouping == '_') break;
        /* fall through */
      default: return refuse_grouping(spec->grouping, spec->type);
    }
  }
  return 1;
}

/* --- laying out --------------------------------------------------------------------------------------------------- */

typedef struct Number {
  char sign;                /* 0: none */
  const char *prefix;       /* two characters or none */
  const char *digits;       /* that grouping applies to */
  uint32_t count;
  uint32_t point;           /* '.' or 0 */
  int64_t zeros_before, zeros_after; /* of the fraction */
  const char *fraction;
  uint32_t fraction_count;
  const char *tail;         /* exponent, per cent sign, or inf and nan */
  uint32_t tail_count;
} Number;

static void pad(Build *b, uint32_t c, int64_t count) {
  if (count <= 0) return;
  if (count > 0x7fffffff) weft_raise_memory();
  else build_fill(b, c, (uint32_t)count);
}

static uint32_t group_size(const Spec *spec) {
  return spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X' ? 4 : 3;
}

/* Characters that `count` digits take with separators when at least `least` are wanted; zeros fill up from the left,
 * and no separator comes first. *zeros: how many. */
static int64_t grouped_length(int64_t count, int64_t least, uint32_t grouping, uint32_t size, int64_t *zeros) {
  int64_t digits = count;
  if (!grouping) {
    if (digits < least) digits = least;
    *zeros = digits - count;
    return digits;
  }
  int64_t whole = least / (size + 1) * size + least % (size + 1); /* digits in `least` characters */
  /* in place of a separator at the front, one digit more */
  if (least > 0 && least % (size + 1) == 0) whole++;
  if (least > 0 && whole > digits) digits = whole;
  *zeros = digits - count;
  return digits + (digits > 0 ? (digits - 1) / size : 0);
}

static void put_number(Build *b, const Spec *spec, const Number *n) {
  uint32_t prefix = n->prefix ? 2 : 0, size = group_size(spec);
  int64_t fixed =
      (n->sign != 0) + prefix + (n->point != 0) + n->zeros_before + n->fraction_count + n->zeros_after + n->tail_count;
  int64_t zeros = 0, length = 0;
  if (n->count)
    length = grouped_length(n->count, spec->fill == '0' && spec->align == '=' ? spec->width - fixed : 0, spec->grouping,
                            size, &zeros);
  int64_t padding = spec->width - fixed - length;
  if (padding < 0) padding = 0;
  int64_t left = spec->align == '>' ? padding : spec->align == '^' ? padding / 2 : 0;
  pad(b, spec->fill, left);
  if (n->sign) build_char(b, (uint8_t)n->sign);
  if (prefix) build_ascii(b, n->prefix, 2);
  if (spec->align == '=') pad(b, spec->fill, padding);
  if (!spec->grouping) {
    pad(b, '0', zeros);
    build_ascii(b, n->digits, n->count);
  } else {
    int64_t total = zeros + n->count;
    for (int64_t i = 0; i < total; i++) {
      if (i && (total - i) % size == 0) build_char(b, spec->grouping);
      build_char(b, i < zeros ? '0' : (uint8_t)n->digits[i - zeros]);
    }
  }
  if (n->point) build_char(b, '.');
  pad(b, '0', n->zeros_before);
  if (n->fraction_count) build_ascii(b, n->fraction, n->fraction_count);
  pad(b, '0', n->zeros_after);
  if (n->tail_count) build_ascii(b, n->tail, n->tail_count);
  if (spec->align == '<' || spec->align == '^') pad(b, spec->fill, padding - left);
}

/* --- floats ------------------------------------------------------------------------------------------------------- */

static char sign_of(const Spec *spec, int32_t negative) {
  return negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? (char)spec->sign : 0;
}

static uint32_t write_exponent(char *to, int32_t exponent, uint32_t letter) {
  char number[24], *start = weft_decimal_int(exponent < 0 ? -exponent : exponent, number + 24);
  uint32_t count = 0;
  to[count++] = (char)letter;
  to[count++] = exponent < 0 ? '-' : '+';
  if (start == number + 23) to[count++] = '0';
  while (start < number + 24) to[count++] = *start++;
  return count;
}

static void format_float(double x, const Spec *spec) {
  Build *b = build_now();
  Number n = {0};
  char digits[DECIMAL_EXACT_MAX], whole[DECIMAL_EXACT_MAX], tail[12];
  uint32_t type = spec->type ? spec->type : 'r', percent = type == '%',
           upper = type == 'E' || type == 'F' || type == 'G';
  int32_t add_dot = !spec->type;
  if (spec->precision > INT32_MAX) {
    refuse("precision too big");
    return;
  }
  int64_t precision = spec->precision;
  if (type == 'n') type = 'g';
  if (percent) {
    type = 'f';
    x *= 100;
  }
  type |= 0x20;
  if (precision < 0) precision = type == 'r' ? 0 : 6;
  else if (type == 'r') type = 'g';
  int32_t negative = __builtin_signbit(x) && x == x;
  n.tail = tail;
  if (x - x != 0) {
    const char *name = x != x ? upper ? "NAN" : "nan" : upper ? "INF" : "inf";
    for (; *name; name++) tail[n.tail_count++] = *name;
  } else {
    if (negative) x = -x;
    int32_t point = 1, count = 0, exponential = type == 'e';
    if (type == 'g' && precision == 0) precision = 1;
    if (x != 0) {
      int32_t capped = precision > 1100 ? 1100 : (int32_t)precision;
      if (type == 'r') count = weft_decimal_shortest(x, digits, &point);
      else count = weft_decimal_exact(x, type != 'f', capped + (type == 'e'), digits, &point);
    }
    if (!count) {
      point = 1;
      if (spec->no_negative_zero) negative = 0;
    }
    int64_t end = count ? count : 1; /* where the digits shown end, counted from the first */
    if (type == 'f' && count) end = point + precision;
    else if (type == 'f') end = 1 + precision;
    else if (type == 'e') end = precision + 1;
    else if (type == 'g') {
      exponential = point <= -4 || point > (add_dot ? precision - 1 : precision);
      if (spec->alternate) end = precision;
    } else exponential = point <= -4 || point > 16;
    int32_t exponent = point - 1;
    if (exponential) point = 1;
    int64_t start = point <= 0 ? point - 1 : 0; /* places before the first digit are zeros */
    int64_t least = !exponential && add_dot ? (int64_t)point + 1 : point;
    if (end < least) end = least;
    for (int64_t i = start; i < point; i++) whole[n.count++] = i >= 0 && i < count ? digits[i] : '0';
    n.digits = whole;
    if (end > point || spec->alternate) n.point = '.';
    if (end > point) {
      int64_t from = point < 0 ? 0 : point, to = end < count ? end : count;
      n.zeros_before = point < 0 ? (end < 0 ? end - point : -point) : 0;
      if (to > from) {
        n.fraction = digits + from;
        n.fraction_count = (uint32_t)(to - from);
      }
      n.zeros_after = end - point - n.zeros_before - n.fraction_count;
    }
    if (exponential) n.tail_count = write_exponent(tail, exponent, upper ? 'E' : 'e');
  }
  if (percent) tail[n.tail_count++] = '%';
  n.sign = sign_of(spec, negative);
  put_number(b, spec, &n);
}

void weft_build_format_float(double x, ref r) {
  if (!AT(Str, r)->len) {
    build_float(build_now(), x);
    return;
  }
  Spec spec;
  if (!read_spec(r, &spec, "float", '>', 0)) return;
  switch (spec.type) {
    case 0: case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'n': case '%':
      format_float(x, &spec);
      break;
    default: refuse_type(spec.type, "float");
  }
}

/* --- integers ----------------------------------------------------------------------------------------------------- */

static void format_character(word i, Spec *spec) {
  if (spec->sign) {
    refuse("Sign not allowed with integer format specifier 'c'");
    return;
  }
  if (spec->alternate) {
    refuse("Alternate form (#) not allowed with integer format specifier 'c'");
    return;
  }
  if ((uint64_t)i >= 0x110000) {
    weft_raise(&weft_type_OverflowError, "%c arg not in range(0x110000)");
    return;
  }
  Build *b = build_now();
  int64_t padding = spec->width > 1 ? spec->width - 1 : 0;
  int64_t left = spec->align == '<' ? 0 : spec->align == '^' ? padding / 2 : padding;
  pad(b, spec->fill, left);
  build_char(b, (uint32_t)i);
  pad(b, spec->fill, padding - left);
}

static void format_int(word i, Spec *spec) {
  if (spec->precision >= 0) {
    refuse("Precision not allowed in integer format specifier");
    return;
  }
  if (spec->no_negative_zero) {
    refuse("Negative zero coercion (z) not allowed in integer format specifier");
    return;
  }
  if (spec->type == 'c') {
    format_character(i, spec);
    return;
  }
  Number n = {0};
  char text[64], *start, *end = text + 64;
  uint64_t value = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
  uint32_t shift = spec->type == 'b' ? 1 : spec->type == 'o' ? 3 : (spec->type | 0x20) == 'x' ? 4 : 0;
  if (shift) {
    const char *letters = spec->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    start = end;
    do *--start = letters[value & (((uint32_t)1 << shift) - 1)];
    while (value >>= shift);
    if (spec->alternate) n.prefix = shift == 1 ? "0b" : shift == 3 ? "0o" : spec->type == 'X' ? "0X" : "0x";
  } else {
    start = weft_decimal_int((int64_t)value, end);
  }
  n.digits = start;
  n.count = (uint32_t)(end - start);
  n.sign = sign_of(spec, i < 0);
  put_number(build_now(), spec, &n);
}

static void format_whole(word i, ref r, const char *of) {
  Spec spec;
  if (!read_spec(r, &spec, of, '>', 'd')) return;
  switch (spec.type) {
    case 'b': case 'c': case 'd': case 'n': case 'o': case 'x': case 'X': format_int(i, &spec); break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': format_float((double)i, &spec); break;
    default: refuse_type(spec.type, of);
  }
}

void weft_build_format_int(word i, ref spec) {
  if (!AT(Str, spec)->len) weft_build_int(i);
  else format_whole(i, spec, "int");
}

void weft_build_format_bool(int32_t value, ref spec) {
  if (!AT(Str, spec)->len) weft_build_bool(value);
  else format_whole(value != 0, spec, "bool");
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

void weft_build_format_str(ref r, ref spec_text) {
  Spec spec;
  Str *s = AT(Str, r);
  if (!AT(Str, spec_text)->len) {
    weft_build_str(r);
    return;
  }
  if (!read_spec(spec_text, &spec, "str", '<', 's')) return;
  const char *wrong = 0;
  if (spec.type != 's') {
    refuse_type(spec.type, "str");
    return;
  }
  if (spec.sign)
    wrong = spec.sign == ' ' ? "Space not allowed in string format specifier"
                             : "Sign not allowed in string format specifier";
  else if (spec.no_negative_zero) wrong = "Negative zero coercion (z) not allowed in string format specifier";
  else if (spec.alternate) wrong = "Alternate form (#) not allowed in string format specifier";
  else if (spec.align == '=') wrong = "'=' alignment not allowed in string format specifier";
  if (wrong) {
    refuse(wrong);
    return;
  }
  uint32_t len = spec.precision >= 0 && spec.precision < s->len ? (uint32_t)spec.precision : s->len;
  int64_t padding = spec.width > len ? spec.width - len : 0;
  int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  Build *b = build_now();
  pad(b, spec.fill, left);
  build_str(b, s, 0, len);
  pad(b, spec.fill, padding - left);
}
