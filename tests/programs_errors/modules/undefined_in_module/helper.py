def double(n):
    return n * facter  # error: undefined-name
