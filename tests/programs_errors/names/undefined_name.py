count = 3
print(count + 1)
print(cuont + 1)  # error: undefined-name
