def digit_sum(n):
    total = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def reversed_number(n):
    result = 0
    while n:
        result = result * 10 + n % 10
        n //= 10
    return result


for n in [0, 7, 10, 12345, 99999, 1000001, 123456789012345678]:
    print(n, digit_sum(n), reversed_number(n), len(str(n)))
print([n for n in range(10, 1000) if n == reversed_number(n)][:12])
print([n for n in range(1, 1000) if n % digit_sum(n) == 0][-5:])
