"""wasmtime's shared memory, usable as an import.

wasmtime-py 50's `SharedMemory` passes a pointer to a pointer where the C library wants the pointer, in two
places: importing one fails with a TypeError, asking its size with an ArgumentError. Both are put right here,
and nowhere else.
"""

from __future__ import annotations

import ctypes

import wasmtime
from wasmtime._ffi import (
    WASMTIME_EXTERN_SHAREDMEMORY,
    wasmtime_extern_t,
    wasmtime_extern_union,
    wasmtime_sharedmemory_data,
    wasmtime_sharedmemory_size,
)

#: of madvise(2), as everywhere on Linux
_MADV_HUGEPAGE = 14


class HostMemory(wasmtime.SharedMemory):
    """A shared memory that can be imported by any instance of its engine."""

    def _as_extern(self) -> wasmtime_extern_t:
        union = wasmtime_extern_union(sharedmemory=self.ptr())
        return wasmtime_extern_t(WASMTIME_EXTERN_SHAREDMEMORY, union)

    def prefer_huge_pages(self, reserved: int) -> None:
        """Asks the system to back the memory, of so many reserved bytes, by large pages as it is touched: in a
        program that spawns a million tasks a quarter of the time went into clearing small ones. Where there is no such
        thing nothing changes."""
        madvise = getattr(ctypes.CDLL(None), "madvise", None)
        if madvise is not None:
            base = ctypes.cast(wasmtime_sharedmemory_data(self.ptr()), ctypes.c_void_p)
            madvise(base, ctypes.c_size_t(reserved), _MADV_HUGEPAGE)

    def size(self) -> int:
        """In pages."""
        return int(wasmtime_sharedmemory_size(self.ptr()))
