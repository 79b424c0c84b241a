for x in [0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 2.4, 2.6, -2.6, 1e15 + 0.5]:
    print(x, round(x))
for x in [2.675, 1.005, 0.125, 0.375, 1234.5678, -1234.5678, 1e-7]:
    print(x, round(x, 2), round(x, 1), round(x, 0), round(x, 3))
print(round(1234.5678, -2), round(-1250.0, -2))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(7, 3))
print(int(2.7), int(-2.7), int(0.99999))
