rows = [("Widget", 4, 3.5), ("Gadget", 10, 12.25), ("Thing", 125, 0.333)]
print(f"{'item':<10}{'count':>6}{'price':>10}{'total':>12}")
total = 0
for name, count, price in rows:
    cost = count * price
    total += cost
    print(f"{name:<10}{count:>6d}{price:>10.2f}{cost:>12,.2f}")
print(f"{'':-<38}")
print(f"{'sum':<10}{total:>28,.2f}")
print(f"{sum(c for _, c, _ in rows):,} pieces, {total / len(rows):.3e} on average")
