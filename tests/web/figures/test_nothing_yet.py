"""Before the first release every page says what will be there."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/figures/", "/figures/table/"])
def test_before_the_first_release_a_page_says_what_will_be_there(client, address):
    assert "还没有发布数据" in client.get(address).content.decode()
