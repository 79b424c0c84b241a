from weft import Queue

numbers = Queue[int](2)  # error: annotation-mismatch
numbers.put("text")
print(numbers.get())
