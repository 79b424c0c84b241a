from weft import spawn
def work(n):
    return [
        n
    ][n]
t = spawn(work, 3)
print(
    t.join()
)
