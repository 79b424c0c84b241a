words = ["banana", "Apple", "cherry", "apple", "Banana", "", "éclair", "zebra", "10", "9"]
print(sorted(words))
print(sorted(words, key=lambda w: w.lower()))
print(sorted(words, key=len))
print(min(words), max(words), max(words, key=len))
print("a" == "a", "abc" <= "abc", "abd" >= "abc")
print(sorted("hello"), "".join(sorted("python")))
words.sort(reverse=True)
print(words[0], words[-1] == "")
