"""Every role can be shown to a reader of either language, and told from the others."""

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Language


def test_every_role_has_a_name_of_its_own_in_both_languages():
    for language in Language:
        assert len({role.label.in_language(language) for role in Role}) == len(Role)
