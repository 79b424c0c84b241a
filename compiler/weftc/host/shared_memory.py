"""wasmtime's shared memory, usable as an import.

wasmtime-py 50's `SharedMemory` passes a pointer to a pointer where the C library wants the pointer, in two
places: importing one fails with a TypeError, asking its size with an ArgumentError. Both are put right here,
and nowhere else.
"""

from __future__ import annotations

import wasmtime
from wasmtime import _ffi as ffi


class HostMemory(wasmtime.SharedMemory):
    """A shared memory that can be imported by any instance of its engine."""

    def _as_extern(self) -> ffi.wasmtime_extern_t:
        union = ffi.wasmtime_extern_union(sharedmemory=self.ptr())
        return ffi.wasmtime_extern_t(ffi.WASMTIME_EXTERN_SHAREDMEMORY, union)

    def size(self) -> int:
        """In pages."""
        return int(ffi.wasmtime_sharedmemory_size(self.ptr()))
