/* Case conversion and the is... tests, with the full mappings and properties of the pinned Unicode version. */
#include "build.h"
#include "swar.h"
#include "unicode.h"

enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

/* Unicode's Final_Sigma: preceded by a cased letter and not followed by one, case-ignorable ones left out. */
static uint32_t sigma(const Str *s, uint32_t at) {
  uint32_t flags = 0, i = at;
  while (i > 0 && ((flags = unicode_flags(str_get(s, i - 1))) & U_CASE_IGNORABLE)) i--;
  if (!i || !(flags & U_CASED)) return SMALL_SIGMA;
  i = at + 1;
  while (i < s->len && ((flags = unicode_flags(str_get(s, i))) & U_CASE_IGNORABLE)) i++;
  return i < s->len && (flags & U_CASED) ? SMALL_SIGMA : FINAL_SIGMA;
}

static void put_mapped(Build *b, const Str *s, uint32_t i, uint32_t what) {
  uint32_t c = str_get(s, i), to[3];
  if (what == U_TO_LOWER && c == CAPITAL_SIGMA) {
    build_char(b, sigma(s, i));
    return;
  }
  uint32_t count = weft_unicode_case(c, what, to);
  for (uint32_t j = 0; j < count; j++) build_char(b, to[j]);
}

static int32_t is_ascii(const Str *s) {
  if (s->width != 1) return 0;
  uint32_t i = 0;
  for (; i + 32 <= s->len; i += 32) {
    const uint8_t *at = s->data + i;
    if ((swar_load(at) | swar_load(at + 8) | swar_load(at + 16) | swar_load(at + 24)) & SWAR_HIGHS) return 0;
  }
  for (; i < s->len; i++)
    if (s->data[i] & 0x80) return 0;
  return 1;
}

static inline int32_t lower_ascii(uint32_t c) { return c - 'a' < 26; }
static inline int32_t upper_ascii(uint32_t c) { return c - 'A' < 26; }

/* Eight letters a step. From `a` to `z` and, with `both`, from 'a' to 'z' they change case. */
static void flip_ascii(uint8_t *to, const uint8_t *from, uint32_t len, uint32_t a, uint32_t z, int32_t both) {
  uint32_t i = 0;
  for (; i + 8 <= len; i += 8) {
    uint64_t x = swar_load(from + i), flip = swar_between(x, a, z);
    if (both) flip |= swar_between(x, 'a', 'z');
    swar_store(to + i, x ^ flip >> 2);
  }
  for (; i < len; i++) {
    uint32_t c = from[i];
    int32_t flip = (c >= a && c <= z) || (both && lower_ascii(c));
    to[i] = (uint8_t)(c ^ (uint32_t)flip << 5);
  }
}

static ref case_ascii(const Str *s, int32_t what) {
  ref r = str_new(s->len, 1);
  if (!r) return 0;
  uint8_t *to = AT(Str, r)->data;
  const uint8_t *from = s->data;
  if (what == CASE_UPPER) {
    flip_ascii(to, from, s->len, 'a', 'z', 0);
  } else if (what != CASE_TITLE) {
    flip_ascii(to, from, s->len, 'A', 'Z', what == CASE_SWAP);
    if (what == CASE_CAPITALIZE && s->len) to[0] = (uint8_t)(from[0] ^ (uint32_t)lower_ascii(from[0]) << 5);
  } else {
    int32_t cased = 0; /* the character before is a letter */
    for (uint32_t i = 0; i < s->len; i++) {
      uint32_t c = from[i], lower = lower_ascii(c), upper = upper_ascii(c);
      to[i] = (uint8_t)(c ^ (cased ? upper : lower) << 5);
      cased = (int32_t)(lower | upper);
    }
  }
  return r;
}

ref weft_str_case(ref r, int32_t what) {
  Str *s = AT(Str, r);
  if (is_ascii(s)) return case_ascii(s, what);
  weft_build_begin();
  Build *b = build_now();
  int32_t cased = 0;
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t how = U_TO_LOWER;
    switch (what) {
      case CASE_UPPER: how = U_TO_UPPER; break;
      case CASE_FOLD: how = U_TO_FOLD; break;
      case CASE_CAPITALIZE: how = i ? U_TO_LOWER : U_TO_TITLE; break;
      case CASE_SWAP: {
        uint32_t flags = unicode_flags(str_get(s, i));
        if (flags & U_LOWER) how = U_TO_UPPER;
        else if (!(flags & U_UPPER)) {
          build_char(b, str_get(s, i));
          continue;
        }
        break;
      }
      case CASE_TITLE:
        how = cased ? U_TO_LOWER : U_TO_TITLE;
        cased = (unicode_flags(str_get(s, i)) & (U_UPPER | U_LOWER | U_TITLE)) != 0;
        break;
      default: break;
    }
    put_mapped(b, s, i, how);
  }
  return build_take(b);
}

static int32_t all_have(const Str *s, uint32_t flags) {
  for (uint32_t i = 0; i < s->len; i++)
    if (!(unicode_flags(str_get(s, i)) & flags)) return 0;
  return 1;
}

/* No letter of the other cases, and at least one of this. */
static int32_t in_case(const Str *s, uint32_t wanted) {
  int32_t found = 0;
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t flags = unicode_flags(str_get(s, i)) & (U_UPPER | U_LOWER | U_TITLE);
    if (flags & ~wanted) return 0;
    found |= flags != 0;
  }
  return found;
}

static int32_t in_title_case(const Str *s) {
  int32_t found = 0, cased = 0;
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t flags = unicode_flags(str_get(s, i));
    if (flags & (U_UPPER | U_TITLE)) {
      if (cased) return 0;
      found = cased = 1;
    } else if (flags & U_LOWER) {
      if (!cased) return 0;
      found = 1;
    } else {
      cased = 0;
    }
  }
  return found;
}

int32_t weft_str_is(ref r, int32_t what) {
  Str *s = AT(Str, r);
  switch (what) {
    case IS_ASCII: return is_ascii(s);
    case IS_PRINTABLE: return all_have(s, U_PRINTABLE);
    case IS_UPPER: return in_case(s, U_UPPER);
    case IS_LOWER: return in_case(s, U_LOWER);
    case IS_TITLE: return in_title_case(s);
    case IS_IDENTIFIER:
      if (!s->len || !(unicode_flags(str_get(s, 0)) & U_ID_START)) return 0;
      return all_have(s, U_ID_CONTINUE);
    default: {
      static const uint16_t wanted[] = {[IS_ALPHA] = U_ALPHA, [IS_DIGIT] = U_DIGIT, [IS_SPACE] = U_SPACE,
                                        [IS_ALNUM] = U_ALPHA | U_DECIMAL | U_DIGIT | U_NUMERIC,
                                        [IS_DECIMAL] = U_DECIMAL, [IS_NUMERIC] = U_NUMERIC};
      return s->len && all_have(s, wanted[what]);
    }
  }
}
