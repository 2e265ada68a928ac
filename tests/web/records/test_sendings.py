"""Files that are sent in are kept whole or not at all, and nothing is left of those that never came."""

import os
import shutil
from datetime import timedelta

from django.utils import timezone

from nanfeng.web import city
from nanfeng.web.records.sendings import sweep


def test_what_never_came_whole_is_removed_after_a_day():
    for name in (".coming-old", ".coming-new"):
        (city.home() / "sent" / name).mkdir(parents=True)
    yesterday = timezone.now() - timedelta(days=1)
    os.utime(city.home() / "sent" / ".coming-old", (0, yesterday.timestamp() - 60))
    assert sweep(yesterday) == 1
    assert [path.name for path in (city.home() / "sent").glob(".*")] == [".coming-new"]
    shutil.rmtree(city.home() / "sent" / ".coming-new")
