"""Finding stored vintages."""

from pathlib import Path

from nanfeng.ledger.receipt import Receipt, receipts


def newest_vintage(home: Path) -> Receipt:
    """The vintage that was closed last; raise ValueError where nothing has been closed."""
    closed = receipts(home)
    if not closed:
        raise ValueError(f"nothing has been closed in {home} yet: take records in, then run `nanfeng close`")
    return max(closed, key=lambda receipt: receipt.closing.closed_at)


def vintage_named(home: Path, prefix: str | None) -> Receipt:
    """The vintage whose id begins with `prefix`, the newest for None; raise ValueError where it is not one vintage."""
    if prefix is None:
        return newest_vintage(home)
    found = [receipt for receipt in receipts(home) if receipt.id.startswith(prefix)]
    if len(found) != 1:
        known = ", ".join(receipt.id[:12] for receipt in receipts(home)) or "none"
        raise ValueError(f"{prefix!r} names {len(found)} vintages; there are: {known}")
    return found[0]
