"""Identifiers of organisations: the unified social credit code, or the number in another country's register.

A credit code (GB 32100-2015) has eighteen characters: registration authority and kind (2), division (6), body (9),
check (1). The check character warns, it never rejects: registers themselves hold codes that fail it.
"""

import re
import unicodedata
from dataclasses import dataclass

from nanfeng.kinds.text import Text

CREDIT_CODE = "uscc"
"""The register of the unified social credit code; others are named by country and register, such as `hk-br` or
`de-hrb`.
"""

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a credit code, each worth its place; I, O, S, V and Z are too easily misread."""
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE = re.compile(rf"[{CREDIT_CODE_ALPHABET}]{{2}}\d{{6}}[{CREDIT_CODE_ALPHABET}]{{10}}")
_ELSEWHERE = re.compile(r"([a-z]{2}-[a-z]+):([0-9A-Z][0-9A-Z./ -]{1,30})")
_DEPARTMENT = re.compile(r"(cn-dept):([a-z][a-z0-9_]{1,60})")
_MANGLED = re.compile(r"\d(?:\.\d+)?E\+?\d{2}", re.IGNORECASE)


@dataclass(frozen=True)
class Identifier:
    """A number in a register. Canonical text: `uscc:91440605MA4UTQ5T3K`, `hk-br:12345678`; a department of the city is
    named by its code in the pack: `cn-dept:statistics`.
    """

    register: str
    number: str

    def __str__(self) -> str:
        return f"{self.register}:{self.number}"


def parse_identifier(text: str) -> Identifier | None:
    """Read an identifier as people write it; None where the text is none (a name, say).

    Full-width characters, blanks and lower case are forgiven in a credit code. Its check character is not looked at
    here.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if elsewhere := _ELSEWHERE.fullmatch(plain) or _DEPARTMENT.fullmatch(plain):
        return Identifier(elsewhere[1], elsewhere[2])
    code = re.sub(r"[\s-]", "", plain).upper().removeprefix("USCC:")
    return Identifier(CREDIT_CODE, code) if _CODE.fullmatch(code) else None


def check_character(body: str) -> str:
    """The eighteenth character that belongs to the first seventeen; raise ValueError for a character no code may
    hold.
    """
    try:
        worth = [CREDIT_CODE_ALPHABET.index(character) for character in body]
        total = sum(weight * value for weight, value in zip(_WEIGHTS, worth, strict=True))
    except ValueError as error:
        raise ValueError(f"{body!r} is not the first seventeen characters of a credit code") from error
    return CREDIT_CODE_ALPHABET[-total % 31]


def credit_code_fault(number: str) -> Text | None:
    """What is wrong with the eighteen characters of a credit code, None where the check character fits."""
    expected = check_character(number[:17])
    if number[17:] == expected:
        return None
    return Text(
        f"统一社会信用代码 {number} 的校验位不符：按前十七位应为 {expected}",
        f"credit code {number} fails its check: the first seventeen characters call for {expected} at the end",
    )


def mangled_by_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet has turned the identifier into a rounded number, such as 9.14E+17; the digits are lost."""
    return bool(_MANGLED.fullmatch(unicodedata.normalize("NFKC", text).strip()))
