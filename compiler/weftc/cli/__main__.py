"""`python -m weftc.cli` is `weft`."""

from weftc.cli import main

main()
