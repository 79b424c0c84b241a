"""Writes a table as comma-separated text, reads it again, and sums its columns."""


def write_table(rows):
    lines = ["name,amount,price,city"]
    cities = ["Oslo", "Rome", "Lima", "Cairo", "Quito"]
    for n in range(rows):
        lines.append(",".join(["item" + str(n % 1000), str(n * 7 % 90 + 1), f"{n % 400 / 4:.2f}", cities[n % 5]]))
    return "\n".join(lines)


def read_table(text):
    lines = text.split("\n")
    names = lines[0].split(",")
    rows = []
    for line in lines[1:]:
        cells = line.split(",")
        rows.append({names[k]: cells[k] for k in range(len(names))})
    return rows


def main():
    amounts = 0
    value = 0.0
    by_city = {}
    for row in read_table(write_table(400000)):
        amount = int(row["amount"])
        amounts += amount
        value += amount * float(row["price"])
        city = row["city"]
        by_city[city] = by_city.get(city, 0) + amount
    print(amounts, f"{value:.2f}")
    print(", ".join([f"{city}={by_city[city]}" for city in sorted(by_city)]))


main()
