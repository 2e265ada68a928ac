"""Values that people and definition files write as one line of text."""

from typing import Any, Self


class Written:
    """A value that a definition file writes as one string, such as a period or a rule.

    A subclass gives `parse`; a pack then loads it from that string, and `str` gives the string back. The schema is a
    plain dictionary so that the vocabulary needs no validation library.
    """

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text; raise ValueError that says what is wrong and what would be right."""
        raise NotImplementedError(f"{cls.__name__} does not say how it is written")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> dict[str, Any]:
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": cls.parse},
            "schema": {"type": "str"},
        }
