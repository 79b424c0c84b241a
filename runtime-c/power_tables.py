"""Writes power_tables.c: what decimal.c needs to make any 128-bit power of ten from -342 to 324.

A full table is 10 KB; this one is 800 bytes. 10**k is made from every 27th power and a power of five below 2**63, and
the product's error, at most 3 units in the last place, is corrected by 2 bits per exponent.
Run: python3 runtime-c/power_tables.py > runtime-c/power_tables.c
"""

FIRST, LAST, STEP = -351, 324, 27


def normalised(exponent: int) -> int:
    """floor(10**exponent * 2**s), s such that the result has exactly 128 bits."""
    numerator, denominator = (10**exponent, 1) if exponent >= 0 else (1, 10**-exponent)
    shift = 128 - (numerator.bit_length() - denominator.bit_length())
    value = (numerator << shift) // denominator if shift >= 0 else numerator // (denominator << -shift)
    while value.bit_length() > 128:
        shift -= 1
        value = (numerator << shift) // denominator if shift >= 0 else numerator // (denominator << -shift)
    return value


def computed(exponent: int) -> int:
    """What decimal.c's power_of_ten gets before the correction."""
    base, rest = divmod(exponent - FIRST, STEP)
    five = 5**rest
    product = normalised(FIRST + base * STEP) * (five << (64 - five.bit_length()))
    return product >> (product.bit_length() - 128)


def main() -> None:
    bases = [normalised(k) for k in range(FIRST, LAST + 1, STEP)]
    corrections = [normalised(k) - computed(k) for k in range(FIRST, LAST + 1)]
    assert all(0 <= c <= 3 for c in corrections)
    corrections += [0] * (-len(corrections) % 16)
    words = [sum(c << (2 * j) for j, c in enumerate(corrections[i : i + 16])) for i in range(0, len(corrections), 16)]
    print("/* Made by power_tables.py: see there. */")
    print('#include "decimal.h"')
    print(f"const uint64_t weft_power_bases[{len(bases)}][2] = {{")
    for value in bases:
        print(f"    {{0x{value >> 64:016x}, 0x{value & (2**64 - 1):016x}}},")
    print("};")
    print(f"const uint32_t weft_power_corrections[{len(words)}] = {{")
    for i in range(0, len(words), 8):
        print("    " + " ".join(f"0x{w:08x}," for w in words[i : i + 8]))
    print("};")
    print(f"const uint64_t weft_powers_of_five[{STEP}] = {{")
    for i in range(0, STEP, 4):
        print("    " + " ".join(f"{5**j}u," for j in range(i, min(i + 4, STEP))))
    print("};")


main()
