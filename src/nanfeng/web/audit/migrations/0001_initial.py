"""The log, which only grows; and the rules of the wall, which tables of the apps above stand behind."""

from django.db import migrations, models

from nanfeng.web.walls import append_only, rules


class Migration(migrations.Migration):
    """The log, which only grows."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(default=0)),
                (
                    "digest",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("happened", models.DateTimeField()),
                ("entered", models.DateTimeField()),
                ("who", models.TextField(blank=True)),
                ("role", models.TextField(blank=True)),
                ("acting_for", models.TextField(blank=True)),
                ("action", models.TextField()),
                ("noun", models.TextField()),
                ("what", models.TextField(blank=True)),
                ("organisation", models.TextField(blank=True)),
                ("changes", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-position"], name="audit_entry_organis_40936c_idx"),
                    models.Index(fields=["noun", "what", "-position"], name="audit_entry_noun_da25c0_idx"),
                    models.Index(fields=["who", "-position"], name="audit_entry_who_f7085f_idx"),
                ],
            },
        ),
        append_only("audit_entry"),
        rules(),
    ]
