def parse(text):
    return int(text)


print("start")
print(parse("10"))
print(parse("ten"))
print("never")
