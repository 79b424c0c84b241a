"""For all tests."""

import signal

import pytest

from tests.expect import OracleError, find_oracle

# Whoever runs the tests in the background of a shell without job control has them ignore SIGINT, and so all programs
# that they start: Ctrl-C could not be tested.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="keep the typed IR of tests/golden as it is now")
    parser.addoption("--all-modes", action="store_true", help="run each test program in every mode")


@pytest.fixture(scope="session")
def oracle() -> tuple[str, dict[str, str]]:
    """The command of a CPython 3.13 and the environment that it needs. What is compiled is tested without one, too."""
    try:
        return find_oracle()
    except OracleError as error:
        pytest.skip(str(error))
