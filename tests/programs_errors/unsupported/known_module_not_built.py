import asyncio  # error: unsupported-module

print(asyncio)
