x = "a"
spec = "d" + ""
print(f"value: {x:{spec}} end")
