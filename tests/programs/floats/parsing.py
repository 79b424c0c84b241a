for text in ["1", "1.5", "-2.25", ".5", "5.", "1e3", "1E-3", " 7.0 ", "+0.0", "-0", "inf",
             "-Infinity", "nan", "1_0.5", "1e400", "-1e400", "1e-400", "0.1e1", "123456789.123456789"]:
    print(repr(float(text)))

for text in ["", "abc", "1.2.3", "1e", "e5", "1,5", "--1", "0x1p3"]:
    try:
        print(float(text))
    except ValueError as e:
        print(e)
print(float(3), float(True), float(-7))
