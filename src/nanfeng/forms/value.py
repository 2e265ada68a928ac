"""What a field of a record holds."""

from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | bool | None
"""Text and codes as str, whole numbers as int, numbers and money as Decimal in the base unit, organisations as
canonical identifiers, places and industries as codes, periods as canonical text; None where nothing was said."""
