s = "weft"
print(f"{s}|{s:8}|{s:<8}|{s:>8}|{s:^8}|{s:*^9}|{s:.2}|{s:6.3}|{s:-<6}|{s!r}|{s!r:>8}|{s!s:^6}")
e = "é😀"
print(f"{e:4}|{e:>4}|{e!r}|{e:✓^6}|{e:.1}|")
print(f"{'quoted'}|{'it' + 's'}|{s.upper()[1:]}|{len(s) * 2}|{s[0]}{s[-1]}")
print(f"{{literal}} {{{s}}} {s}}}" f" and {s}" " joined")
print(f"""multi
{s}
line""")
print(f"{'a' if s else 'b'} {[c for c in s]} {(1, 2)} { {'k': s}['k']}")
