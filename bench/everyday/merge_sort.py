"""Sorting as it is taught: merge sort, quick sort and insertion sort on lists of ints."""


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def quick_sort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    smaller = [x for x in items if x < pivot]
    same = [x for x in items if x == pivot]
    larger = [x for x in items if x > pivot]
    return quick_sort(smaller) + same + quick_sort(larger)


def insertion_sort(items):
    for i in range(1, len(items)):
        item = items[i]
        k = i
        while k > 0 and items[k - 1] > item:
            items[k] = items[k - 1]
            k -= 1
        items[k] = item


def main():
    numbers = []
    seed = 1
    for _ in range(200000):
        seed = (seed * 16807) % 2147483647
        numbers.append(seed % 1000000)
    merged = merge_sort(numbers)
    quick = quick_sort(numbers)
    few = numbers[:3000]
    insertion_sort(few)
    print(merged == quick, merged == sorted(numbers), few == sorted(numbers[:3000]))
    print(merged[0], merged[75000], merged[-1], few[1500])


main()
