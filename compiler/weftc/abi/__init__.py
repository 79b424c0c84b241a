"""What compiled code, runtime and hosts agree on, each fact in one place: Python has it from here, C from what
generate.py makes of it (runtime-c/abi_numbers.h, runtime-c/abi_calls.h), the page from
playground/src/host/contract.ts.

memory.py   how values lie in memory: kinds, tags, flags      structs.py  structs that both sides read: offsets
numbers.py  numbers that calls are given or give              calls.py    the runtime's calls, a row each

What a host must know is in host/contract.py. `make abi` makes the files again; a test compares them. Their hash,
version.py, stands in the shipped runtime and in each module: what was made for another is refused.
"""
