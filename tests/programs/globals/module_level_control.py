data = [3, 1, 4, 1, 5, 9, 2, 6]
largest = data[0]
for value in data:
    if value > largest:
        largest = value
print(largest)
i = 0
while data[i] != 5:
    i += 1
print("5 at", i)
try:
    position = data.index(7)
except ValueError:
    position = -1
print(position)
if position < 0:
    message = "not there"
else:
    message = 0
print(message)
with open("out.txt", "w") as out:
    for value in data:
        out.write(str(value))
total = 0
for line in open("out.txt"):
    for digit in line:
        total += int(digit)
print(total)
evens, odds = [], []
for value in data:
    (evens if value % 2 == 0 else odds).append(value)
print(evens, odds)
