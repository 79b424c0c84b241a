"""Writes unicode_flags.c and unicode_cases.c: the properties of characters, and their other cases, as CPython 3.13 has
them (Unicode 15.1).

Everything is asked of the running interpreter's own `str` methods, so it must be the pinned version. Code points map
through three stages (top, middle, leaf) to a small record number; the shifts that give the smallest tables are searched.
Run it twice, with `flags` and `cases` as its argument; what it prints is the file, unicode_flags.c the first time.
"""

import sys
import unicodedata

LIMIT = 0x110000
LINE = 120
FLAGS = [
    "ALPHA",
    "DECIMAL",
    "DIGIT",
    "NUMERIC",
    "SPACE",
    "UPPER",
    "LOWER",
    "TITLE",
    "PRINTABLE",
    "ID_START",
    "ID_CONTINUE",
    "CASED",
    "CASE_IGNORABLE",
]
KINDS = [str.lower, str.upper, str.title, str.casefold]
SPECIAL = 0x7FFF  # a mapping to several characters


def flags(c: str) -> int:
    final_alone = ("aΣ" + c).lower()[1] == "ς"
    final_before_letter = ("aΣ" + c + "a").lower()[1] == "ς"
    tests = [
        c.isalpha(),
        c.isdecimal(),
        c.isdigit(),
        c.isnumeric(),
        c.isspace(),
        c.isupper(),
        c.islower(),
        unicodedata.category(c) == "Lt",
        c.isprintable(),
        c.isidentifier(),
        ("a" + c).isidentifier(),
        not final_alone,
        final_alone and not final_before_letter,
    ]
    return sum(1 << i for i, test in enumerate(tests) if test)


def deltas(c: str) -> tuple[int, ...]:
    return tuple(ord(m) - ord(c) if len(m := kind(c)) == 1 else SPECIAL for kind in KINDS)


def stages(values: list[int]) -> tuple[int, int, list[int], list[int], list[int]]:
    """(shift of the leaf, shift of the middle, top, middle, leaves): the smallest such tables."""
    best = None
    for leaf_shift in range(3, 8):
        leaves, middle = blocks(values, leaf_shift)
        for middle_shift in range(3, 8):
            mids, top = blocks(middle, middle_shift)
            size = sum(len(t) * width(t) for t in (top, mids, leaves))
            if best is None or size < best[0]:
                best = (size, leaf_shift, middle_shift, top, mids, leaves)
    return best[1:]


def blocks(values: list[int], shift: int) -> tuple[list[int], list[int]]:
    """The distinct blocks, joined, and the number of the block for each place."""
    step = 1 << shift
    seen: dict[tuple[int, ...], int] = {}
    numbers = [seen.setdefault(tuple(values[i : i + step]), len(seen)) for i in range(0, len(values), step)]
    return [v for block in seen for v in block], numbers


def width(table: list[int]) -> int:
    return 1 if max(table) < 256 else 2


def emit(name: str, table: list[int], c_type: str = "", storage: str = "static ") -> None:
    c_type = c_type or ("uint8_t" if width(table) == 1 else "uint16_t")
    print(f"{storage}const {c_type} {name}[{len(table)}] = {{")
    line = "    "
    for value in table:
        if len(line) + len(f"{value},") > LINE:
            print(line)
            line = "    "
        line += f"{value},"
    print(line)
    print("};")


def emit_lookup(name: str, record_of: list[int]) -> None:
    leaf_shift, middle_shift, top, middle, leaves = stages(record_of)
    emit(f"{name}_top", top)
    emit(f"{name}_middle", middle)
    emit(f"{name}_leaves", leaves)
    print(f"static inline uint32_t {name}_record(uint32_t c) {{")
    print(
        f"  uint32_t block = {name}_middle[({name}_top[c >> {leaf_shift + middle_shift}] << {middle_shift}) + "
        f"((c >> {leaf_shift}) & {(1 << middle_shift) - 1})];"
    )
    print(f"  return {name}_leaves[(block << {leaf_shift}) + (c & {(1 << leaf_shift) - 1})];")
    print("}")


def emit_cases(characters: list[str]) -> None:
    """What becomes of each in upper case and so on."""
    cases: dict[tuple[int, ...], int] = {}
    emit_lookup("mapping", [cases.setdefault(deltas(c), len(cases)) for c in characters])
    print(f"static const int32_t mapping_deltas[{len(cases)}][{len(KINDS)}] = {{")
    for row in cases:
        print("    {" + ", ".join(map(str, row)) + "},")
    print("};")
    specials = [
        (ord(c) * 4 + k, [ord(x) for x in kind(c)])
        for c in characters
        for k, kind in enumerate(KINDS)
        if len(kind(c)) > 1
    ]
    assert all(len(mapped) <= 3 and max(mapped) < 0x10000 for _, mapped in specials)
    print("/* key: code * 4 + case */")
    print(f"static const struct {{ uint32_t key; uint16_t to[3]; }} specials[{len(specials)}] = {{")
    for key, mapped in specials:
        print(f"    {{{key}, {{{', '.join(map(str, mapped))}}}}},")
    print("};")
    print(f"""uint32_t weft_unicode_case(uint32_t c, uint32_t what, uint32_t to[3]) {{
  int32_t delta = mapping_deltas[mapping_record(c)][what];
  if (delta != {SPECIAL}) {{
    to[0] = (uint32_t)((int32_t)c + delta);
    return 1;
  }}
  uint32_t low = 0, high = {len(specials)}, key = c * 4 + what;
  while (high - low > 1) {{
    uint32_t middle = (low + high) / 2;
    if (specials[middle].key <= key) low = middle;
    else high = middle;
  }}
  uint32_t count = 0;
  while (count < 3 && specials[low].to[count]) to[count] = specials[low].to[count], count++;
  return count;
}}""")


def emit_flags(characters: list[str]) -> None:
    """What each is, and which digit."""
    records: dict[int, int] = {}
    emit_lookup("property", [records.setdefault(flags(c), len(records)) for c in characters])
    emit("property_flags", list(records), "uint16_t")
    emit("unicode_ascii", [flags(c) for c in characters[:128]], "uint16_t", "")
    print("uint32_t weft_unicode_flags(uint32_t c) { return c < 0x110000 ? property_flags[property_record(c)] : 0; }")

    zeros = [i for i in range(LIMIT) if characters[i].isdecimal() and unicodedata.decimal(characters[i]) == 0]
    assert sum(c.isdecimal() for c in characters) == 10 * len(zeros)
    assert all(unicodedata.decimal(characters[z + d]) == d for z in zeros for d in range(10))
    emit("decimal_zeros", zeros, "uint32_t")
    print(f"""int32_t weft_unicode_decimal(uint32_t c) {{
  uint32_t low = 0, high = {len(zeros)};
  while (high - low > 1) {{
    uint32_t middle = (low + high) / 2;
    if (decimal_zeros[middle] <= c) low = middle;
    else high = middle;
  }}
  uint32_t digit = c - decimal_zeros[low];
  return digit < 10 ? (int32_t)digit : -1;
}}""")


def main() -> None:
    assert sys.version_info[:2] == (3, 13), "the tables are those of CPython 3.13"
    print(f"/* Made by unicode_tables.py from Unicode {unicodedata.unidata_version}: see there. */")
    print('#include "unicode.h"')
    parts = {"flags": emit_flags, "cases": emit_cases}
    parts[sys.argv[1]]([chr(i) for i in range(LIMIT)])


main()
