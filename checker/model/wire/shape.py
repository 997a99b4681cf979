"""What all wire shapes share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """What all wire shapes share."""

    model_config = ConfigDict(frozen=True, extra="forbid")
