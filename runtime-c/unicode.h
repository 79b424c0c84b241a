/* Character properties and case mappings of the pinned Unicode version; tables made by unicode_tables.py. */
#ifndef WEFT_UNICODE_H
#define WEFT_UNICODE_H
#include <stdint.h>

enum UnicodeFlag { /* in the order of unicode_tables.py */
  U_ALPHA = 1 << 0, U_DECIMAL = 1 << 1, U_DIGIT = 1 << 2, U_NUMERIC = 1 << 3, U_SPACE = 1 << 4, U_UPPER = 1 << 5,
  U_LOWER = 1 << 6, U_TITLE = 1 << 7, U_PRINTABLE = 1 << 8, U_ID_START = 1 << 9, U_ID_CONTINUE = 1 << 10,
  U_CASED = 1 << 11, U_CASE_IGNORABLE = 1 << 12, /* CASED: only as far as the rule for final sigma needs it */
};
uint32_t weft_unicode_flags(uint32_t c);
extern const uint16_t unicode_ascii[128]; /* of those below 128 */
static inline uint32_t unicode_flags(uint32_t c) { return c < 128 ? unicode_ascii[c] : weft_unicode_flags(c); }

enum UnicodeCase { U_TO_LOWER = 0, U_TO_UPPER = 1, U_TO_TITLE = 2, U_TO_FOLD = 3 };
uint32_t weft_unicode_case(uint32_t c, uint32_t what, uint32_t to[3]); /* the number of characters, 1 to 3 */

int32_t weft_unicode_decimal(uint32_t c); /* 0 to 9, or -1: not a decimal digit */

/* Python's str.isspace, without a table */
static inline int32_t unicode_is_space(uint32_t c) {
  if (c - 0x21 < 0x5f) return 0; /* most */
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000;
}
#endif
