def nested(depth):
    group = ExceptionGroup("innermost", [ValueError("v")])
    for k in range(depth):
        group = ExceptionGroup(f"level {k}", [group, KeyError(k)])
    return group


try:
    raise nested(8)
except ExceptionGroup:
    raise nested(13)
