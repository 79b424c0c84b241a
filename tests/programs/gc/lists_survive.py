def churn(rounds):
    kept = []
    for i in range(rounds):
        garbage = [j for j in range(20)]
        if i % 50 == 0:
            kept.append(garbage)
            garbage[0] = i
    return kept


kept = churn(5000)
print(len(kept), all(len(k) == 20 for k in kept), sum(k[0] for k in kept))
for i, k in enumerate(kept):
    if k[0] != i * 50 or k[1:] != list(range(1, 20)):
        print("damaged", i)
        break
else:
    print("all intact")
text = ""
pieces = []
for i in range(3000):
    text = "value " + str(i)
    pieces.append(text)
print(text, pieces[0], pieces[1500], len("".join(pieces)))
