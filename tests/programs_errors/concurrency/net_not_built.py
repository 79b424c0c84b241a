import weft

with weft.net() as s:  # error: weft-name-not-built
    s.spawn(print, "never")
