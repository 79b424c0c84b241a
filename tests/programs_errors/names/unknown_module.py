import collectionz  # error: unknown-module

print(collectionz)
