def make(n):
    return 10 // n

class Config:
    size = make(
        0
    )
