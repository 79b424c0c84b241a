def main():
    print(lenn)
main()
lenn = 3
