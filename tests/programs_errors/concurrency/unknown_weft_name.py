from weft import spwan  # error: unknown-import

print(spwan(abs, -1))
