"""What it costs to start."""

print("hello")
