"""Prints src/compiler/schema.ts: the types of what the server takes and answers, from its OpenAPI document.

`make schema` keeps it; a test compares.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from weft_server.app import make_routes
from weft_server.parts import make_parts
from weft_server.settings import Settings

HERE = Path(__file__).resolve().parent
BANNER = "// What the server takes and answers, made from its OpenAPI document by `make schema`: not to be edited."


def main() -> None:
    document = make_routes(make_parts(Settings())).openapi()
    command = [HERE / "node_modules/.bin/json2ts", "--no-additionalProperties", "--bannerComment", BANNER]
    subprocess.run(command, input=json.dumps(all_of(document["components"]["schemas"])), text=True, check=True)


def all_of(schemas: dict[str, Any]) -> dict[str, Any]:
    """A schema that has all others as fields, whose own titles would become types, too."""
    for schema in schemas.values():
        for field in schema["properties"].values():
            field.pop("title", None)
    references = {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas}
    return {
        "title": "Schemas",
        "type": "object",
        "required": list(schemas),
        "properties": references,
        "components": {"schemas": schemas},
    }


if __name__ == "__main__":
    main()
