from weft import Channel, done, select

print(select(done(Channel())))  # error: argument-type
