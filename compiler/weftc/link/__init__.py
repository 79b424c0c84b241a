"""The linker: the program's code and data, joined with the shipped C runtime into one wasm module.

reader.py   relocatable wasm, as clang and `emcc -r` write it   →  ObjectFile   (when the runtime is built)
stored.py   ObjectFile  ↔  the shipped form, which loads lazily                 (at each compile)
linker.py   program + runtime  →  LinkedModule
"""
