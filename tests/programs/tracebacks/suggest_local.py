def main(totl):
    print(
        total)
main(3)
total = 3
