"""The settings as the environment has them, or in one line what is wrong there."""

from __future__ import annotations

import os
from typing import Any

from pydantic import ValidationError

from weft_server.invalid import what_it_must_be
from weft_server.settings import PREFIX, Settings
from weftc.diagnostics import did_you_mean

_HELP = "server/README.md lists the settings"


class SettingsError(Exception):
    """What is wrong, and what would help."""

    def __init__(self, message: str, *helps: str) -> None:
        super().__init__(message)
        self.message, self.helps = message, helps


def read_settings(**given: Any) -> Settings:
    """What is `given` wins over the environment; raises SettingsError."""
    for name in sorted(os.environ):  # a misspelt setting would pass unseen
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            known = [PREFIX + field.upper() for field in Settings.model_fields]
            raise SettingsError(f"there is no setting {name}", *(did_you_mean(name, known) or (_HELP,)))
    try:
        return Settings(**given)
    except ValidationError as invalid:
        raise SettingsError(_told(invalid), _HELP) from None


def _told(invalid: ValidationError) -> str:
    error = invalid.errors()[0]
    name = "_".join(str(part) for part in error["loc"]).upper()
    told = what_it_must_be(error)
    return f"{PREFIX}{name} {told}" if "not " in told else f"{PREFIX}{name} {told}, not {error['input']}"
