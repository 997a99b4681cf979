"""What all wire shapes share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """What all wire shapes share."""

    # Built when the first reply is read, and then only the shapes of replies and not again every part by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
