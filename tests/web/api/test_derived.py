"""A form is declared once: what the pack adds to it is in the API without another edit."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.operations import api

FIELD = """
[[fields]]
name = "robots_in_use"
label = { zh = "在用机器人", en = "Robots in use" }
type = "whole"
unit = "count"
"""
PRINT = "import django; django.setup(); from nanfeng.web.api.operations import api; import json; "
DOCUMENT = PRINT + "print(json.dumps(api.get_openapi_schema(path_prefix='/api/v1/'), default=str))"


@pytest.fixture
def document_of_copied_pack(root, tmp_path) -> dict:
    """The API's document for a copy of the example pack with one more field in its monthly return."""
    pack = tmp_path / "pack"
    shutil.copytree(root / "packs" / "example", pack)
    form = pack / "forms" / "monthly_return.toml"
    head, _, checks = form.read_text("utf-8").partition("[[checks]]")
    form.write_text(head + FIELD + (f"\n[[checks]]{checks}" if checks else ""), "utf-8")
    said = os.environ | {"NANFENG_PACK": str(pack), "DATABASE_URL": "postgresql://nobody@localhost/none"}
    run = [sys.executable, "-W", "ignore", "-c", DOCUMENT]
    return json.loads(subprocess.run(run, env=said, check=True, capture_output=True, text=True).stdout)


def test_a_field_added_to_a_form_is_in_the_document(document_of_copied_pack):
    row = document_of_copied_pack["components"]["schemas"]["monthly_return_row"]
    field = row["properties"]["robots_in_use"]
    assert (field["title"], field["x-unit"]) == ("在用机器人 / Robots in use", "count")
    assert "robots_in_use" not in row["required"]


def test_every_form_and_every_field_of_the_city_is_in_the_document():
    schemas = api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]
    for form in city.pack().forms.values():
        fields = set(schemas[f"{form.name}_row"]["properties"])
        assert {field.name for field in form.fields} < fields


def test_a_form_is_described_with_units_codes_and_labels(client, db):
    row = client.get("/api/v1/forms/monthly_return").json()["row"]["properties"]
    assert row["output"]["x-unit"] == "thousand_yuan"
    kind = client.get("/api/v1/forms/enterprise").json()["row"]["properties"]["kind"]
    assert "laboratory" in json.dumps(kind)


def test_a_template_comes_as_a_workbook(call):
    answer = call(Role.ENTERPRISE_CLERK).get("/api/v1/forms/monthly_return/template")
    assert answer.content[:2] == b"PK"
