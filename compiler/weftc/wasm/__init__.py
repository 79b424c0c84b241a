"""The ground floor: WebAssembly's own forms, which emitter and linker share. Imports nothing of the compiler."""
