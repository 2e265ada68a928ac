"""What an amount of money stands for: the same sum intended, signed and arrived are three different numbers."""

from enum import StrEnum

from nanfeng.kinds.text import Text


class AmountKind(StrEnum):
    """Amounts of different kinds may be compared and divided; nothing adds them up."""

    INTENDED = "intended"
    SIGNED = "signed"
    ARRIVED = "arrived"
    REQUESTED = "requested"
    APPROVED = "approved"
    GRANTED = "granted"
    GUARANTEED = "guaranteed"
    DRAWN = "drawn"
    PAID = "paid"
    REPAID = "repaid"
    OVERDUE = "overdue"

    @property
    def label(self) -> Text:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    AmountKind.INTENDED: Text("意向", "intended"),
    AmountKind.SIGNED: Text("签约", "signed"),
    AmountKind.ARRIVED: Text("到位", "arrived"),
    AmountKind.REQUESTED: Text("申请", "requested"),
    AmountKind.APPROVED: Text("批准", "approved"),
    AmountKind.GRANTED: Text("核定", "granted"),
    AmountKind.GUARANTEED: Text("担保", "guaranteed"),
    AmountKind.DRAWN: Text("提款", "drawn"),
    AmountKind.PAID: Text("支付", "paid"),
    AmountKind.REPAID: Text("还款", "repaid"),
    AmountKind.OVERDUE: Text("逾期", "overdue"),
}
