"""The compiler under test is the one in this checkout."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "compiler"))
sys.path.insert(0, str(Path(__file__).parents[1] / "link"))
