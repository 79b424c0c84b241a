"""Writes a file, reads it line by line, and writes another with what was found."""


def write_diary(path, days):
    with open(path, "w") as file:
        for day in range(days):
            file.write(f"{day},{day * 7919 % 31},{day * 104729 % 997}\n")
            if day % 10 == 0:
                file.write("# a note\n")


def main():
    write_diary("diary.txt", 600000)
    notes = 0
    rain = 0
    steps = {}
    with open("diary.txt") as file:
        for line in file:
            line = line.strip()
            if line.startswith("#"):
                notes += 1
                continue
            cells = line.split(",")
            rain += int(cells[1])
            month = int(cells[0]) // 30 % 12
            steps[month] = steps.get(month, 0) + int(cells[2])
    with open("diary.txt", "w") as file:
        for month in sorted(steps):
            file.write(f"{month} {steps[month]}\n")
    with open("diary.txt") as file:
        text = file.read()
    print(notes, rain, len(text))
    print(text.split("\n")[0])


main()
