"""A form is declared once: the API's document and templates follow from the pack."""

import json

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.operations import api


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
