"""Hosts: what runs a linked module, and the contract that linker, runtime and hosts are written against.

    contract.py         the module's imports, exports, memory, threads and settings
    facts.py            what a module says of itself
    wasmtime_host.py    runs a module on wasmtime, with real threads
    shared_memory.py    the one place that works around wasmtime-py's SharedMemory
    shared_files.py     one table of open files for all threads
    cache.py            compiled modules, kept by content
    private_folder.py   a folder whose contents nobody but its user can have put there

Nothing here imports the compiler, and only the wasmtime files import wasmtime.
"""
