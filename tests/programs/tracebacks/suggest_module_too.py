def main():
    tim = 3
    return time + tim
main()
time = 3
