"""Each attack of `bench/attacks`, briefly: others are served meanwhile, and nothing grows without bound.

`bench/abuse.py` measures the same for longer, and how much others lose.
"""

from __future__ import annotations

import pytest
from bench.abuse import ATTACKS, MEMORY, OTHER, Peak, attacked, serving
from bench.attacks.client import exchange, post

#: of another client, while the attack goes on
PROGRAMS = 8
LOG_BYTES = 2 << 20
#: beyond which something hangs
PATIENCE = 60.0
#: so that what was left behind is closed soon
SHORT = {"idle_seconds": 1, "request_seconds": 1, "send_seconds": 1}


@pytest.mark.parametrize("name", ATTACKS)
def test_others_are_served_meanwhile(name: str) -> None:
    with serving(**SHORT) as server:
        ask = post("/api/compile", {"source": "print('before')\n"})
        assert exchange(server.port, OTHER, ask) == 200
        peak = Peak(server)
        before = server.metric("weft_requests_total") + server.metric("weft_connections")
        with attacked(server, name, PATIENCE):
            asked, done = 0, before
            while asked < PROGRAMS or done <= before + 2 * asked + 2:  # until the attack takes place
                program = {"source": f"print({asked}, 'of the other')\n", "target": "portable"}
                assert exchange(server.port, OTHER, post("/api/compile", program)) == 200
                asked += 1
                done = server.metric("weft_requests_total") + server.metric("weft_connections")
                assert asked < 10_000
        assert peak.more() < MEMORY
        assert server.log.stat().st_size < LOG_BYTES
        for _ in range(10_000):
            left, busy = server.metric("weft_connections "), server.metric('weft_workers{state="busy"}')
            if (left, busy) == (1, 0):
                break
        assert (left, busy) == (1, 0), "only who asks is connected, and nothing is compiled"
