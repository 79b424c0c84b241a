import sys


def main():
    print("main runs", __name__)
    return 0 if len(sys.argv) > 5 else 9


if __name__ == "__main__":
    sys.exit(main())
