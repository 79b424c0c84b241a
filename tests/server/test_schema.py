"""The page's types of what the server takes and answers are those of its OpenAPI document."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.server.conftest import ROOT, environment

PAGE = ROOT / "playground"


@pytest.mark.skipif(not (PAGE / "node_modules/.bin/json2ts").exists(), reason="the page's packages are not installed")
def test_the_page_has_the_types_of_the_document() -> None:
    made = subprocess.run(
        [sys.executable, PAGE / "schema.py"], env=environment(ROOT), check=True, capture_output=True, text=True
    ).stdout
    assert made == (PAGE / "src/compiler/schema.ts").read_text(), "make schema"
