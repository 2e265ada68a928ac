"""Invitations to posts, and claims of organisations behind the wall."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nanfeng.web.walls import wall


class Migration(migrations.Migration):
    """Invitations to posts, and claims of organisations behind the wall."""

    dependencies = [
        ("audit", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(default="zh-hans", max_length=10),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.CharField(max_length=60)),
                ("park", models.CharField(max_length=60)),
                ("purpose", models.CharField(default="service", max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("industry", models.CharField(blank=True, max_length=20)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("established", models.DateField(blank=True, null=True)),
                ("statement", models.TextField(blank=True)),
                ("evidence", models.CharField(blank=True, max_length=64)),
                ("evidence_name", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "Pending"), ("confirmed", "Confirmed"), ("rejected", "Rejected")],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("made", models.DateTimeField()),
                ("decided", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["park", "state", "made"], name="people_clai_park_317fbb_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("user", "organisation"),
                        name="one_pending_claim",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(blank=True, max_length=60)),
                ("park", models.CharField(blank=True, max_length=60)),
                ("department", models.CharField(blank=True, max_length=60)),
                ("made", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("accepted", models.DateTimeField(blank=True, null=True)),
                ("withdrawn", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["park", "-made"], name="people_invi_park_c074de_idx"),
                    models.Index(fields=["email"], name="people_invi_email_b40227_idx"),
                ],
            },
        ),
        wall("people_claim"),
    ]
