print("before")
raise ValueError("first line\nsecond line")
