from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nanfeng.figures.reconcile.interval import Interval, base_of, meant, printed
from nanfeng.kinds.comparator import Comparator

counts = st.integers(min_value=1, max_value=100_000)
amounts = st.decimals(min_value=-10_000, max_value=10_000, places=4)


@given(base=counts, now=counts)
def test_growth_rounded_to_two_digits_leaves_the_true_base(base: int, now: int) -> None:
    growth = round((Decimal(now) / base - 1) * 100, 2)
    if growth > Decimal("-99.9"):
        implied = base_of(Interval(Decimal(now), Decimal(now)), printed(growth))
        assert base in implied.whole_numbers()


@given(values=st.lists(amounts, min_size=1, max_size=6), places=st.integers(min_value=0, max_value=3))
def test_rounded_parts_never_contradict_their_rounded_sum(values: list[Decimal], places: int) -> None:
    summed = Interval(Decimal(0), Decimal(0))
    for value in values:
        summed = summed.plus(printed(round(value, places)))
    assert summed.meets(printed(round(sum(values, Decimal(0)), places)))


@given(one=amounts, other=amounts)
def test_a_difference_holds_the_difference(one: Decimal, other: Decimal) -> None:
    assert printed(one).minus(printed(other)).holds(one - other)


@given(
    part=st.decimals(min_value=0, max_value=1000, places=2), whole=st.decimals(min_value=1, max_value=1000, places=2)
)
def test_a_quotient_of_rounded_numbers_holds_the_true_one(part: Decimal, whole: Decimal) -> None:
    assert printed(round(part, 1)).over(printed(round(whole, 1))).holds(part / whole)


def test_zeros_at_the_end_are_printed_digits() -> None:
    assert printed(Decimal("1.310")) == Interval(Decimal("1.3095"), Decimal("1.3105"))
    assert printed(Decimal("95")) == Interval(Decimal("94.5"), Decimal("95.5"))


def test_a_count_stands_for_itself(row) -> None:
    assert meant(row("a", "12")) == Interval(Decimal(12), Decimal(12))


def test_over_has_no_upper_end_and_about_gives_five_per_cent(row) -> None:
    over = meant(row("a", "3", "billion_yuan", comparator=Comparator.EXCEED))
    about = meant(row("a", "800", "million_yuan", comparator=Comparator.ABOUT))
    assert over == Interval(Decimal("3e9"), None)
    assert about == Interval(Decimal("760e6"), Decimal("840e6"))
