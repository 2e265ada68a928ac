"""Jobs, behind the database's wall."""

from django.db import migrations, models

from nanfeng.web.walls import wall


class Migration(migrations.Migration):
    """Jobs, behind the database's wall, whose rules come with the log."""

    initial = True

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("key", models.TextField(blank=True, default="")),
                ("title_zh", models.TextField()),
                ("title_en", models.TextField()),
                ("arguments", models.JSONField(default=dict)),
                ("by", models.TextField(blank=True, default="")),
                ("role", models.TextField(blank=True, default="")),
                ("acting_for", models.TextField(blank=True, default="")),
                ("scope", models.JSONField()),
                ("organisation", models.TextField(blank=True, default="")),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                    ),
                ),
                ("progress", models.FloatField(default=0)),
                ("words_zh", models.TextField(blank=True, default="")),
                ("words_en", models.TextField(blank=True, default="")),
                ("result", models.JSONField(default=dict)),
                ("error_zh", models.TextField(blank=True, default="")),
                ("error_en", models.TextField(blank=True, default="")),
                ("attempts", models.IntegerField(default=0)),
                ("created", models.DateTimeField()),
                ("started", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["by", "-id"], name="job_of_starter")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("state", "failed"), _negated=True)
                        ),
                        fields=("kind", "key"),
                        name="one_job_of_key",
                    )
                ],
            },
        ),
        wall("jobs_job"),
    ]
