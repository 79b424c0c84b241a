from weft import Channel, select

channels = [Channel(), Channel()]
print(select(*channels))  # error: argument-type
