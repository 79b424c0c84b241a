def text_hash(text):
    value = 5381
    for c in text:
        value = (value * 33 + ord(c)) & 0xFFFFFFFF
    return value


def rotate_left(x, n):
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


for word in ["", "a", "weft", "the quick brown fox", "é€😀"]:
    h = text_hash(word)
    print(word, h, f"{h:08x}", rotate_left(h, 7), h >> 16 ^ h & 0xFFFF)

x = 2463534242
for _ in range(5):
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    print(x)
