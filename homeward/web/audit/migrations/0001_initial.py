"""Makes the audit tables, and makes the database refuse to change them."""

from django.db import migrations, models

from homeward.web.audit.append_only import lift, protect


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditDetail",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("salt", models.CharField(max_length=32)),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=40)),
                ("action", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("detail_digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject_id", "subject_kind", "number"], name="audit_audit_subject_421e12_idx"
                    ),
                    models.Index(fields=["actor", "number"], name="audit_audit_actor_e26be6_idx"),
                    models.Index(fields=["action", "number"], name="audit_audit_action_47f767_idx"),
                    models.Index(fields=["action", "at"], name="audit_audit_action_d1703a_idx"),
                    models.Index(fields=["at"], name="audit_audit_at_c42b4b_idx"),
                ],
            },
        ),
        migrations.RunPython(protect, lift),
    ]
