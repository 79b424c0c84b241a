from weft import Channel

numbers = Channel[int](2)  # error: annotation-mismatch
numbers.send("text")
print(numbers.recv())
