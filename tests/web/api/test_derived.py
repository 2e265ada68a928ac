"""A form is declared once: the API's document and templates follow from the pack."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.operations import api


def test_every_form_and_every_field_of_the_city_is_in_the_document():
    schemas = api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]
    for form in city.pack().filed.values():
        fields = set(schemas[f"{form.name}_row"]["properties"])
        assert {field.name for field in form.fields} < fields
    assert not [name for name in schemas if name.startswith("case_")]  # nobody files what cases write


def test_records_of_cases_are_read_and_not_filed(call):
    statistician = call(Role.STATISTICIAN)
    assert statistician.get("/api/v1/records", {"form": "case_high_tech"}).json() == {"items": [], "next": None}
    assert statistician.post("/api/v1/records/case_high_tech", {"rows": []}).status_code == 404
    assert statistician.get("/api/v1/forms/case_high_tech/template").status_code == 404
    sent = SimpleUploadedFile("cases.csv", b"case,stage\n1,draft\n")
    refused = statistician.post("/api/v1/sendings", {"form": "case_high_tech", "file": sent})
    assert refused.status_code == 403
    assert "on the case itself" in refused.content.decode()


def test_a_form_is_described_with_units_codes_and_labels(client, db):
    row = client.get("/api/v1/forms/monthly_return").json()["row"]["properties"]
    assert row["output"]["x-unit"] == "thousand_yuan"
    kind = client.get("/api/v1/forms/enterprise").json()["row"]["properties"]["kind"]
    assert "laboratory" in json.dumps(kind)


def test_a_template_comes_as_a_workbook(call):
    answer = call(Role.ENTERPRISE_CLERK).get("/api/v1/forms/monthly_return/template")
    assert answer.content[:2] == b"PK"
