"""Two releases: which figures moved, and why."""

import shutil
from dataclasses import replace

from nanfeng.kinds.figure import Status
from nanfeng.pack.load import load
from nanfeng.release.compare import Reason, compare


def differing(home, first, second):
    return compare(home, first.id, second.id)


def moved(found, reason):
    return {str(one.key) for one in found if reason in one.reasons}


def test_a_correction_moves_exactly_the_figures_that_depend_on_it(tmp_path, make, firms):
    corrected = (replace(firms[0], half=firms[0].half + 100), *firms[1:])
    found = differing(tmp_path, make(tmp_path, firms), make(tmp_path, corrected))
    levels = {str(one.key) for one in found if one.key.growth is None}
    assert levels == {
        "output/2023-H1/zone",
        "output_each/2023-H1/zone",
        "output/2023-H1/zone/sector=metal",
        "output/2023-H1/north",
        "output/2023-H1/north/sector=metal",
    }
    assert {reason for one in found for reason in one.reasons} == {Reason.RECORD_CORRECTED}
    assert {row.form for one in found for row in one.records} == {"monthly_return"}


def test_a_revision_that_is_held_is_named(tmp_path, make, firms):
    corrected = (replace(firms[0], half=firms[0].half + 100), *firms[1:])
    before = make(tmp_path, firms)
    after = make(tmp_path, corrected, earlier=(before.id,))
    found = differing(tmp_path, before, after)
    assert "output/2023-H1/zone" in moved(found, Reason.REVISION_HELD)
    assert all(one.old.value == one.new.value for one in found if Reason.REVISION_HELD in one.reasons)
    again = make(tmp_path, corrected, earlier=(before.id, after.id))
    assert differing(tmp_path, after, again) == ()


def test_a_record_more_and_a_record_less(tmp_path, make, firms):
    newcomer = replace(firms[0], name="reg:new")
    first, second = make(tmp_path, firms), make(tmp_path, (*firms, newcomer))
    assert "output/2023-H1/north" in moved(differing(tmp_path, first, second), Reason.RECORD_ADDED)
    assert "output/2023-H1/north" in moved(differing(tmp_path, second, first), Reason.RECORD_REMOVED)


def test_equal_releases_have_nothing_to_tell(tmp_path, make, firms):
    assert differing(tmp_path, make(tmp_path, firms), make(tmp_path, tuple(reversed(firms)))) == ()


def test_what_is_published_now_and_was_not_before(tmp_path, make, firms):
    few = tuple(firm for firm in firms if not (firm.park == "south" and firm.industry == "C14"))
    newcomers = tuple(firm for firm in firms if firm.park == "north" and firm.industry == "C14")
    many = tuple(replace(firm, name=f"{firm.name}x", park="south") for firm in newcomers)
    found = {
        str(one.key): one for one in differing(tmp_path, make(tmp_path, (*few, many[0])), make(tmp_path, (*few, *many)))
    }
    food = found["output/2023-H1/south/sector=food"]
    assert food.old.status is Status.SUPPRESSED
    assert Reason.DISCLOSURE_CHANGED in food.reasons


def test_another_definition(tmp_path, make, firms, town):
    folder = tmp_path / "other"
    shutil.copytree(town.folder, folder)
    indicator = folder / "indicators" / "output_each.toml"
    indicator.write_text(indicator.read_text("utf-8") + "scale = 2\n", "utf-8")
    found = differing(tmp_path, make(tmp_path, firms), make(tmp_path, firms, pack=load(folder)))
    assert [(str(one.key), one.reasons) for one in found] == [
        ("output_each/2023-H1/zone", (Reason.DEFINITION_CHANGED,)),
    ]


def test_what_an_earlier_release_left_out_stays_out(tmp_path, make, firms):
    first = make(tmp_path, firms)
    hidden = [key for key, figure in first.figures.items() if figure.status is Status.SUPPRESSED]
    second = make(tmp_path, firms, earlier=(first.id,))
    assert hidden
    assert all(second.figure(key).status is Status.SUPPRESSED for key in hidden)
