"""The ground floor: WebAssembly's own forms, which IR, emitter and linker share. Imports nothing of their kind."""
