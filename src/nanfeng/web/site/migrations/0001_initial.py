"""Articles, reports of errors, subscriptions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Articles, reports of errors, subscriptions."""

    initial = True

    dependencies = [
        ("closing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("topics", models.JSONField(default=list)),
                ("language", models.TextField()),
                ("made", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("told_until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("kind", models.TextField(choices=[("error", "error"), ("question", "question")], default="error")),
                ("page", models.TextField(blank=True)),
                ("figure", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("mail", models.EmailField(blank=True, max_length=254)),
                ("language", models.TextField()),
                ("made", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("corrected", "corrected"),
                        ],
                        default="open",
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_by", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made"],
                "indexes": [
                    models.Index(fields=["state", "-made"], name="reports_by_state"),
                    models.Index(
                        condition=models.Q(("mail", ""), _negated=True), fields=["mail"], name="reports_by_mail"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("news", "news"), ("notice", "notice")], default="news")),
                ("title_zh", models.TextField()),
                ("title_en", models.TextField()),
                ("body_zh", models.TextField()),
                ("body_en", models.TextField()),
                ("embargo", models.DateField()),
                ("written_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("published_by", models.TextField(blank=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "release",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="closing.release"
                    ),
                ),
            ],
            options={
                "ordering": ["-embargo", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["-embargo"],
                        name="published_articles",
                    )
                ],
            },
        ),
    ]
