def fields(line):
    name, value = line.split("=")
    return name, value


print(fields("a=1"))
print(fields("b=2=3"))
