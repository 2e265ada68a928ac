"""What every shape of a definition file has in common."""

from typing import ClassVar


class Definition:
    """Base of the shapes that definition files are loaded into: a key that the shape does not know is refused."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
