"""Attacks on the playground's server, each by one client: short scripts that `bench/abuse.py` measures and tests use.

    python -m bench.attacks.NAME PORT SOURCE SECONDS

`SOURCE` is the address that it comes from, one of 127.0.0.0/8: nothing but this machine is ever attacked.
"""
