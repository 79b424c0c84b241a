"""Dynamic programming: what fits into a bag, and in how many ways coins make a sum."""


def best_value(weights, values, capacity):
    best = [0] * (capacity + 1)
    for i in range(len(weights)):
        weight = weights[i]
        value = values[i]
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight] + value
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


def ways(coins, amount):
    counts = [0] * (amount + 1)
    counts[0] = 1
    for coin in coins:
        for total in range(coin, amount + 1):
            counts[total] = (counts[total] + counts[total - coin]) % 1000007
    return counts[amount]


def main():
    weights = []
    values = []
    seed = 3
    for _ in range(300):
        seed = (seed * 16807) % 2147483647
        weights.append(seed % 200 + 20)
        values.append(seed // 200 % 500 + 1)
    print(best_value(weights, values, 90000))
    print(ways([1, 2, 5, 10, 20, 50, 100, 200], 3000000))


main()
