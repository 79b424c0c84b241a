import weft

with weft.parallel() as s:  # error: weft-name-not-built
    s.spawn(print, "never")
