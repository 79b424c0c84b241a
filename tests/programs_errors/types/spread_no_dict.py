def merged(options):
    return {"a": 1, **options}  # error: argument-type


print(merged([1, 2]))
print({**{"b": 2}, **None})  # error: argument-type
