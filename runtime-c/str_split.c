/* Taking strings apart and putting them together: split, splitlines, characters, join, strip, pad. */
#include "list.h"
#include "str.h"
#include "swar.h"
#include "unicode.h"

static int32_t push_part(ref list, ref s, uint32_t start, uint32_t stop) {
  ref part = str_sub(s, start, stop - start);
  return part && list_push_ref(list, part);
}

static void reverse_refs(ref r) {
  List *list = AT(List, r);
  ref *data = (ref *)(void *)list_data(list);
  for (uint32_t i = 0, j = list->len; i + 1 < j; i++) {
    ref swapped = data[--j];
    data[j] = data[i];
    data[i] = swapped;
  }
}

static ref split_space(ref r, word most, ref list) {
  Str *s = AT(Str, r);
  uint32_t i = 0, len = s->len;
  for (word parts = 0;; parts++) {
    while (i < len && unicode_is_space(str_get(s, i))) i++;
    if (i == len) return list;
    uint32_t start = i;
    if (parts == most) return push_part(list, r, start, len) ? list : 0; /* the rest keeps its spaces at the end */
    if (s->width == 1)
      while (i < len && !unicode_is_space(s->data[i])) i++;
    else
      while (i < len && !unicode_is_space(str_get(s, i))) i++;
    if (!push_part(list, r, start, i)) return 0;
  }
}

static ref split_space_reverse(ref r, word most, ref list) {
  Str *s = AT(Str, r);
  uint32_t i = s->len;
  for (word parts = 0;; parts++) {
    while (i && unicode_is_space(str_get(s, i - 1))) i--;
    if (!i) break;
    uint32_t stop = i;
    if (parts == most) {
      if (!push_part(list, r, 0, stop)) return 0;
      break;
    }
    while (i && !unicode_is_space(str_get(s, i - 1))) i--;
    if (!push_part(list, r, i, stop)) return 0;
  }
  reverse_refs(list);
  return list;
}

/* By one character of Latin-1. How many parts there are is known before, so the list has just the room. */
static ref split_byte(ref r, uint8_t by, word most, uint32_t list_type) {
  const Str *s = AT(Str, r);
  uint32_t left = str_count_byte(s, by), start = 0;
  if (left > most) left = (uint32_t)most;
  ref list = weft_list_new(list_type, (word)left + 1);
  if (!list) return 0;
  ref *to = (ref *)(void *)list_data(AT(List, list));
  for (uint32_t i = 0; left; i += 8) {
    uint64_t found = 0;
    if (i + 8 <= s->len) found = swar_zeros(swar_load(s->data + i) ^ swar_fill(by));
    else
      for (uint32_t j = i; j < s->len; j++) found |= (uint64_t)(s->data[j] == by) << (8 * (j - i) + 7);
    for (; found && left; found &= found - 1, left--) {
      uint32_t at = i + swar_lowest(found);
      if (!(*to++ = str_sub(r, start, at - start))) return 0;
      start = at + 1;
    }
  }
  *to = str_sub(r, start, s->len - start);
  return *to ? list : 0;
}

ref weft_str_split(ref r, ref sep, int64_t most, int32_t reverse, uint32_t list_type) {
  if (sep && !AT(Str, sep)->len) {
    weft_raise(&weft_type_ValueError, "empty separator");
    return 0;
  }
  if (most < 0) most = WEFT_INT_MAX;
  Str *s = AT(Str, r), *by = AT(Str, sep);
  if (sep && !reverse && by->len == 1 && s->width == 1 && by->width == 1)
    return split_byte(r, by->data[0], most, list_type);
  ref list = weft_list_new(list_type, 0);
  if (!list) return 0;
  if (!sep) return reverse ? split_space_reverse(r, most, list) : split_space(r, most, list);
  if (!reverse) {
    uint32_t start = 0, at;
    for (; most && (at = str_find(s, by, start, s->len)) != UINT32_MAX; most--) {
      if (!push_part(list, r, start, at)) return 0;
      start = at + by->len;
    }
    return push_part(list, r, start, s->len) ? list : 0;
  }
  uint32_t stop = s->len;
  word at;
  for (; most && (at = weft_str_find(r, sep, 0, stop, 1)) >= 0; most--) {
    if (!push_part(list, r, (uint32_t)at + by->len, stop)) return 0;
    stop = (uint32_t)at;
  }
  if (!push_part(list, r, 0, stop)) return 0;
  reverse_refs(list);
  return list;
}

static int32_t is_line_end(uint32_t c) {
  return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static uint32_t line_end(const Str *s, uint32_t i) {
  if (s->width == 1)
    while (i + 8 <= s->len) { /* no control character, and none beyond ASCII */
      uint64_t x = swar_load(s->data + i);
      if (((x - swar_fill(0x20)) | x) & SWAR_HIGHS) break;
      i += 8;
    }
  while (i < s->len && !is_line_end(str_get(s, i))) i++;
  return i;
}

ref weft_str_splitlines(ref r, int32_t keepends, uint32_t list_type) {
  Str *s = AT(Str, r);
  ref list = weft_list_new(list_type, 0);
  if (!list) return 0;
  for (uint32_t i = 0; i < s->len;) {
    uint32_t start = i;
    i = line_end(s, i);
    uint32_t stop = i;
    if (i < s->len) i += str_get(s, i) == '\r' && i + 1 < s->len && str_get(s, i + 1) == '\n' ? 2 : 1;
    if (!push_part(list, r, start, keepends ? i : stop)) return 0;
  }
  return list;
}

ref weft_str_characters(ref r, uint32_t list_type) {
  Str *s = AT(Str, r);
  ref list = weft_list_new(list_type, s->len);
  if (!list) return 0;
  ref *data = (ref *)(void *)list_data(AT(List, list));
  for (uint32_t i = 0; i < s->len; i++)
    if (!(data[i] = str_character(str_get(s, i)))) return 0;
  return list;
}

static void join_bytes(uint8_t *to, const Str *between, const ref *parts, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (i && between->len == 1) *to++ = between->data[0];
    else if (i) {
      swar_copy(to, between->data, between->len);
      to += between->len;
    }
    const Str *part = AT(Str, parts[i]);
    swar_copy(to, part->data, part->len);
    to += part->len;
  }
}

ref weft_str_join(ref sep, ref r) {
  List *list = AT(List, r);
  Str *between = AT(Str, sep);
  uint32_t n = list->len;
  if (!n) return str_new(0, 1);
  const ref *parts = (const ref *)(const void *)list_data(list);
  if (n == 1) return parts[0];
  uint64_t len = (uint64_t)between->len * (n - 1);
  uint32_t width = between->len ? between->width : 1;
  for (uint32_t i = 0; i < n; i++) {
    Str *part = AT(Str, parts[i]);
    len += part->len;
    if (part->width > width) width = part->width;
  }
  ref result = str_new(len, width);
  if (!result) return 0;
  Str *t = AT(Str, result);
  if (width == 1) {
    join_bytes(t->data, between, parts, n);
    return result;
  }
  uint32_t at = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (i) {
      str_copy(t, at, between, 0, between->len);
      at += between->len;
    }
    Str *part = AT(Str, parts[i]);
    str_copy(t, at, part, 0, part->len);
    at += part->len;
  }
  return result;
}

static int32_t to_strip(const Str *chars, uint32_t c) {
  if (!chars) return unicode_is_space(c);
  for (uint32_t i = 0; i < chars->len; i++)
    if (str_get(chars, i) == c) return 1;
  return 0;
}

ref weft_str_strip(ref r, ref chars, int32_t sides) {
  Str *s = AT(Str, r), *set = chars ? AT(Str, chars) : 0;
  uint32_t start = 0, stop = s->len;
  if (sides & SIDE_LEFT)
    while (start < stop && to_strip(set, str_get(s, start))) start++;
  if (sides & SIDE_RIGHT)
    while (stop > start && to_strip(set, str_get(s, stop - 1))) stop--;
  return str_sub(r, start, stop - start);
}

static void fill_with(Str *s, uint32_t at, uint32_t count, uint32_t c) {
  if (s->width == 1 && count > 32) memset(s->data + at, (int)c, count); /* a call of the engine's */
  else
    for (uint32_t i = 0; i < count; i++) str_set(s, at + i, c);
}

ref weft_str_pad(ref r, int64_t width, ref fill, int32_t how) {
  Str *s = AT(Str, r);
  uint32_t with = how == PAD_ZEROS ? '0' : ' ';
  if (fill && how != PAD_ZEROS) {
    if (AT(Str, fill)->len != 1) {
      weft_raise(&weft_type_TypeError, "The fill character must be exactly one character long");
      return 0;
    }
    with = str_get(AT(Str, fill), 0);
  }
  if (width <= s->len) return r;
  if (width > 0x7fffffff) {
    weft_raise_memory();
    return 0;
  }
  uint32_t more = (uint32_t)width - s->len, before = 0;
  if (how == PAD_RIGHT || how == PAD_ZEROS) before = more;
  if (how == PAD_CENTER) before = more / 2 + (more & (uint32_t)width & 1);
  uint32_t wide = str_width_for(with);
  ref result = str_new((uint64_t)width, s->width > wide ? s->width : wide);
  if (!result) return 0;
  Str *t = AT(Str, result);
  fill_with(t, 0, before, with);
  str_copy(t, before, s, 0, s->len);
  fill_with(t, before + s->len, more - before, with);
  if (how == PAD_ZEROS && s->len) {
    uint32_t first = str_get(s, 0);
    if (first == '+' || first == '-') {
      str_set(t, before, '0');
      str_set(t, 0, first);
    }
  }
  return result;
}
