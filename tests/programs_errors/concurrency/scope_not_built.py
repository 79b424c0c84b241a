import weft

with weft.scope() as s:  # error: weft-name-not-built
    s.spawn(print, "never")
