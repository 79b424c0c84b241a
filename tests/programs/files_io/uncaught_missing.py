print("opening")
with open("settings.ini") as f:
    print(f.read())
