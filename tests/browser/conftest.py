"""The compiler under test is the one in this checkout; the C programs are those of the linker's tests."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "compiler"), str(TESTS / "link"), str(TESTS / "browser")]
