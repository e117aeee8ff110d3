"""Makes the tables of people, children, families, networks, care, teams, and who may see whom."""

import uuid

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=150, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council"),
                            ("health", "Health"),
                            ("education", "School or education"),
                            ("police", "Police"),
                            ("probation", "Probation"),
                            ("court", "Court or CAFCASS"),
                            ("fostering", "Fostering agency"),
                            ("home", "Children’s home"),
                            ("housing", "Housing"),
                            ("charity", "Charity or community group"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Child",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("local_id", models.CharField(max_length=20, unique=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_because", models.TextField(blank=True)),
                ("is_unaccompanied", models.BooleanField(default=False)),
                ("unaccompanied_until_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_words", models.TextField(blank=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_glass",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="broken_glass", to="people.child"
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("postcode_key", models.CharField(blank=True, max_length=10)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareEpisode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("decom_on", models.DateField()),
                ("dec_on", models.DateField(blank=True, null=True)),
                ("reason_new_episode", models.CharField(blank=True, max_length=4)),
                ("legal_status", models.CharField(blank=True, max_length=4)),
                ("need", models.CharField(blank=True, max_length=4)),
                ("place", models.CharField(blank=True, max_length=4)),
                ("place_provider", models.CharField(blank=True, max_length=4)),
                ("reason_ceased", models.CharField(blank=True, max_length=5)),
                ("reason_place_change", models.CharField(blank=True, max_length=6)),
                ("end_imputed", models.BooleanField(default=False)),
                (
                    "source",
                    models.CharField(
                        choices=[("entered", "Entered by hand"), ("imported", "From the published returns")],
                        default="entered",
                        max_length=10,
                    ),
                ),
                ("dataset", models.UUIDField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="episodes", to="people.child"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="people.household",
                    ),
                ),
            ],
            options={
                "ordering": ["decom_on"],
            },
        ),
        migrations.CreateModel(
            name="NetworkMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("role_words", models.CharField(max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="people.agency",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="network", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeyWorker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="key_workers", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_worker_spells",
                        to="people.networkmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="people.child",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "born_exactly",
                    models.CharField(
                        choices=[
                            ("day", "To the day"),
                            ("month", "To the month"),
                            ("year", "To the year"),
                            ("estimated", "Estimated"),
                            ("expected", "Expected, not born yet"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("ethnicity", models.CharField(blank=True, max_length=4)),
                ("first_language", models.CharField(blank=True, max_length=80)),
                ("languages", models.CharField(blank=True, max_length=200)),
                ("needs_interpreter", models.BooleanField(default=False)),
                ("communication", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ParentalResponsibility",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father_married", "Father, married to the mother"),
                            ("father_registered", "Father, on the birth register"),
                            ("agreement", "Agreement"),
                            ("court_order", "Parental responsibility order"),
                            ("arrangements_order", "Child arrangements order"),
                            ("special_guardian", "Special guardianship order"),
                            ("adoption", "Adoption order"),
                            ("care_order", "Care order (the council)"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="people.agency",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responsibilities", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NotToBeTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("lives", "Where the child lives"),
                            ("school", "Which school the child goes to"),
                            ("carer", "Who cares for the child"),
                            ("contact", "When and where the child meets family"),
                            ("anything", "Anything about the child"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="secrets", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="secrets_from", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="networkmember",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="networks",
                to="people.person",
            ),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("because", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("turned_down_at", models.DateTimeField(null=True)),
                ("turned_down_because", models.TextField(blank=True)),
                ("undo_because", models.TextField(blank=True)),
                ("undo_proposed_at", models.DateTimeField(null=True)),
                ("undo_turned_down_at", models.DateTimeField(null=True)),
                ("undo_turned_down_because", models.TextField(blank=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("moved", models.JSONField(default=list)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "turned_down_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undo_proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undo_turned_down_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="people.person"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merged_into", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="MayBeContacted",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "may",
                    models.CharField(
                        choices=[
                            ("yes", "May be contacted"),
                            ("supervised", "May meet the child with somebody present"),
                            ("letterbox", "Letters only, through us"),
                            ("no", "Must not be contacted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_leaves", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_leaves", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HouseholdMembership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.household"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="households", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("text", "Text message"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=250)),
                (
                    "safety",
                    models.CharField(
                        choices=[("safe", "Safe to use"), ("ask", "Ask first"), ("unsafe", "Not safe: do not use")],
                        default="ask",
                        max_length=10,
                    ),
                ),
                ("when", models.CharField(blank=True, max_length=200)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="child",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="child", to="people.person"
            ),
        ),
        migrations.CreateModel(
            name="PersonBefore",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("told", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="before", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at"],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("given", models.CharField(blank=True, max_length=120)),
                ("family", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("legal", "Legal name"), ("known_as", "Known as"), ("former", "Former name")],
                        default="legal",
                        max_length=10,
                    ),
                ),
                ("is_shown", models.BooleanField(default=False)),
                ("given_sound", models.CharField(blank=True, max_length=120)),
                ("family_sound", models.CharField(blank=True, max_length=120)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="people.person"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "mother"),
                            ("father", "father"),
                            ("parent", "parent"),
                            ("child", "child"),
                            ("sibling", "brother or sister"),
                            ("half_sibling", "half-brother or half-sister"),
                            ("step_sibling", "step-brother or step-sister"),
                            ("step_parent", "step-parent"),
                            ("step_child", "step-child"),
                            ("adoptive_parent", "adoptive parent"),
                            ("adopted_child", "adopted child"),
                            ("grandparent", "grandparent"),
                            ("grandchild", "grandchild"),
                            ("aunt_uncle", "aunt or uncle"),
                            ("niece_nephew", "niece or nephew"),
                            ("cousin", "cousin"),
                            ("carer", "carer"),
                            ("cared_for", "cared-for child"),
                            ("partner", "partner"),
                            ("former_partner", "former partner"),
                            ("other_relative", "other relative"),
                            ("friend", "friend"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships_of_others",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relationships", to="people.person"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("reason", models.TextField()),
                ("number_to_ring", models.CharField(max_length=60)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="restrictions", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="people.restriction"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildTeam",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="people.team"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMembership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("is_manager", models.BooleanField(default=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.team"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("task", models.CharField(max_length=250)),
                ("ends_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="people.agency",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="people.child"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("begins_on", None),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="asked_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                (
                    "allocated_as",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("second_worker", "Second worker"),
                            ("family_support_worker", "Family support worker"),
                            ("reviewing_officer", "Independent reviewing officer"),
                            ("mental_health", "Adult specialist, mental health"),
                            ("substance_misuse", "Adult specialist, substance misuse"),
                            ("domestic_abuse", "Adult specialist, domestic abuse"),
                            ("supervising_social_worker", "Supervising social worker"),
                            ("foster_carer", "Foster carer"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="people.child"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("begins_on", None),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="allocation_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("begins_on", models.DateField()),
                ("reason", models.TextField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("begins_on", None),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="conflictofinterest_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "allocated_as",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("second_worker", "Second worker"),
                            ("family_support_worker", "Family support worker"),
                            ("reviewing_officer", "Independent reviewing officer"),
                            ("mental_health", "Adult specialist, mental health"),
                            ("substance_misuse", "Adult specialist, substance misuse"),
                            ("domestic_abuse", "Adult specialist, domestic abuse"),
                            ("supervising_social_worker", "Supervising social worker"),
                            ("foster_carer", "Foster carer"),
                        ],
                        max_length=30,
                    ),
                ),
                ("on", models.DateField()),
                ("joint_visit_on", models.DateField(blank=True, null=True)),
                ("no_visit_because", models.TextField(blank=True)),
                ("child_was_told", models.TextField()),
                ("parents_were_told", models.TextField()),
                ("open_matters", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="people.child"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joint_visit_on__isnull", False),
                            models.Q(("no_visit_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="joint_visit_or_why_not",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["postcode_key"], name="people_hous_postcod_635360_idx"),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="household_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="careepisode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)), fields=("child", "decom_on"), name="one_episode_begins_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="careepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(("dec_on", None), ("dec_on__gte", models.F("decom_on")), _connector="OR"),
                name="episode_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="keyworker_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["to", "seen_at"], name="people_noti_to_id_59e51a_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on"], name="people_pers_born_on_b81616_idx"),
        ),
        migrations.AddConstraint(
            model_name="parentalresponsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="parentalresponsibility_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalresponsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("person", None)),
                    models.Q(("agency", None), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="responsibility_has_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="nottobetold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="nottobetold_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="networkmember_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("user", None)),
                    models.Q(("person", None), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="network_member_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("other")), _negated=True), name="merge_is_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by", None),
                    models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="merge_agreed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_by", None),
                    models.Q(("undone_by", models.F("undo_proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="merge_undone_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("turned_down_at", None), ("undone_at", None)),
                fields=("other",),
                name="merged_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="maybecontacted",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="maybecontacted_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="householdmembership_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="contact_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=models.Index(fields=["family_sound"], name="people_pers_family__e09450_idx"),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=models.Index(fields=["given_sound"], name="people_pers_given_s_ef8bff_idx"),
        ),
        migrations.AddConstraint(
            model_name="personname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="personname_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="relationship_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationship",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("other")), _negated=True), name="nobody_related_to_themselves"
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="restriction_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="leave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="leave_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="team_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="childteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="childteam_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("begins_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="teammembership_ends_after_it_begins",
            ),
        ),
        migrations.CreateModel(
            name="WorkersHome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postcode_key", models.CharField(max_length=10)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workers_home",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
