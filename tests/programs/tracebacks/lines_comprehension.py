data = {
    k: [
        100 // (k - j)
        for j in range(5)
    ]
    for k in range(3, 6)
}
