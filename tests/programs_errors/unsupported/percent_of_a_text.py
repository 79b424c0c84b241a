print("%d items" % 3)  # error: format-operator-not-built
