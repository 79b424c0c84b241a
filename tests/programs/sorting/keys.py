words = ["pear", "Fig", "apple", "kiwi", "fig", "Banana"]
print(sorted(words), sorted(words, reverse=True))
print(sorted(words, key=len), sorted(words, key=len, reverse=True))
print(sorted(words, key=str.lower), sorted(words, key=lambda w: (len(w), w)))
print(sorted(words, key=lambda w: w[-1]), words[0])
nums = [5, -3, 2.5, 0, -3.0, 10]
print(sorted(nums), sorted(nums, key=abs), sorted(nums, key=lambda x: -x))
rows = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(rows), sorted(rows, key=lambda r: r[1]), sorted(rows, key=lambda r: (-r[1], r[0])))
print(sorted("sorting"), sorted({"z": 1, "a": 2}), sorted((3, 1, 2)), sorted(range(3), reverse=True))
nested = [[2, 1], [1, 9, 9], [1]]
nested.sort()
print(nested, sorted([True, False, True]), sorted([]))
