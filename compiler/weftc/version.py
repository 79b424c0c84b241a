"""The version of Weft: here, and nowhere else."""

VERSION = "0.1.0"
