"""One house with everything in it: every kind of user, every state of an issue, a canary in every text."""

from dataclasses import dataclass, field
from itertools import count

from briefings.models import (
    Article,
    ArticleByline,
    ArticlePhoto,
    Comment,
    Edition,
    Forum,
    Issue,
    Photo,
    Quote,
    Section,
    Series,
    Session,
    Speaker,
    Talk,
    Visibility,
)
from briefings.workflow import Move
from cohorts.models import (
    Absence,
    Affiliation,
    Appointment,
    Cohort,
    CohortRole,
    Disclosure,
    Enrollment,
    HalfDay,
    Organization,
    OrganizationAlias,
    PartyBranch,
    Person,
    PrivateDetails,
    Role,
    RosterExport,
    RosterImport,
    RosterImportRow,
    StudyGroup,
    User,
)
from tests.factories import jpeg, make_cohort, make_program, make_slip

ROLES = (
    "anonymous", "trainee", "left_trainee", "program_trainee", "stranger",
    "editor", "reviewer", "signatory", "organizer", "foreign_editor", "superuser",
)  # fmt: skip
STATES = (
    "draft",
    "review",
    "approved",
    "signed",
    "public",
    "program",
    "cohort",
    "staff",
    "withdrawn",
    "correcting",
)

SLIP = "7KQ2-M0X1-4TFB"  # whoever holds it sees whose it is


@dataclass
class World:
    """`issues` by state, `users` by role, `things` by model name, `canaries`: token → where it is hidden."""

    users: dict = field(default_factory=dict)
    issues: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)
    canaries: dict = field(default_factory=dict)
    serial: count = field(default_factory=lambda: count(1))

    def canary(self, state, letters="金丝雀"):
        """A token found nowhere else; names hold no digits, so it is spelled in characters."""
        token = letters + "".join("零一二三四五六七八九"[int(digit)] for digit in f"{next(self.serial):04}")
        self.canaries[token] = state
        return token

    def number(self, state, shape, digits="0123456789"):
        """A token of the shape of a telephone number, an address, a digest."""
        token = shape % "".join(digits[int(digit)] for digit in f"{next(self.serial):04}")
        self.canaries[token] = state
        return token


def build():
    """The whole world: own cohort, a sister cohort of its program, and a foreign program."""
    world = World()
    program = make_program()
    own, sister, foreign = make_cohort(program=program), make_cohort(program=program), make_cohort()
    Cohort.objects.filter(pk=own.pk).update(contacts_until="2099-12-31")
    _people(world, own, sister, foreign)
    make_slip(SLIP)
    series = Series.objects.create(
        program=program, cohort=own, name="论坛简报", slug="luntan", report_to="上级", review_stages=1
    )
    forum = _forum(world, own)
    for state in STATES:
        world.issues[state] = _issue(world, series, own, state, forum)
    world.things["unrecorded"] = _issue(world, series, own, "draft", None)
    world.things |= {
        "cohort": own, "program": program, "series": series, "issue": world.issues["draft"],
        "photo": Photo.objects.filter(places__article__section__issue=world.issues["draft"]).first(),
        "edition": Edition.objects.get(issue=world.issues["public"]),
    }  # fmt: skip
    return world


def _people(world, own, sister, foreign):
    world.users = {role: User.objects.create(username=role) for role in ROLES[1:-1]}
    world.users["superuser"] = User.objects.create_superuser("superuser")
    for role in ("editor", "reviewer", "signatory", "organizer"):
        CohortRole.objects.create(cohort=own, user=world.users[role], role=role)
    CohortRole.objects.create(cohort=foreign, user=world.users["foreign_editor"], role=Role.EDITOR)
    for role, cohort in (
        ("trainee", own),
        ("left_trainee", own),
        ("program_trainee", sister),
        ("stranger", foreign),
    ):
        token = lambda of=f"roster of {role}": world.canary(of)  # noqa: E731
        person = Person.objects.create(name=token(), user=world.users[role])
        enrollment = Enrollment.objects.create(
            cohort=cohort, person=person, organization_name=token(), title=token(),
            left="2026-01-01" if role == "left_trainee" else None,
        )  # fmt: skip
        _private(world, role, enrollment)
        if role == "trainee":
            group = StudyGroup.objects.create(cohort=own, number=1, name="第一组")
            organization = Organization.objects.create(name=world.canary("house"))
            world.things |= {
                "person": person, "enrollment": enrollment, "studygroup": group, "organization": organization,
                "organizationalias": OrganizationAlias.objects.create(organization=organization, name="别名"),
                "affiliation": Affiliation.objects.create(person=person, organization=organization, title="主任"),
                "partybranch": PartyBranch.objects.create(cohort=own, name="临时党支部"),
                "appointment": Appointment.objects.create(cohort=own, enrollment=enrollment, post="monitor"),
                "half_day": HalfDay.objects.create(cohort=own, day="2026-03-02", half="1", topic=world.canary("attendance")),
                "cohortrole": CohortRole.objects.get(user=world.users["editor"]),
                "user": world.users["trainee"],
            }  # fmt: skip


def _private(world, role, place):
    """What is private of a trainee: plain words, an identity number's end, and numbers that no page may give away."""
    token = lambda: world.canary(f"private of {role}")  # noqa: E731
    cohort, person, by = place.cohort, place.person, world.users["organizer"]
    details = PrivateDetails.objects.create(
        person=person, ethnicity=token(), party=token(), education=token(),
        mobile=world.number("nobody", "1990000%s"), email=world.number("nobody", "canary-%s") + "@example.cn",
        id_number_digest=world.number("nobody", "%s" + "d" * 60),
        id_number_tail=world.number(f"private of {role}", "%s", "零壹贰叁肆伍陆柒捌玖"),
    )  # fmt: skip
    place.remark = token()
    place.imported = {"mobile": world.number("nobody", "%s" + "e" * 60)}
    place.save(update_fields=["remark", "imported"])
    person.user.email = world.number("account", "account-%s") + "@example.cn"
    person.user.save(update_fields=["email"])
    day, _new = HalfDay.objects.get_or_create(cohort=cohort, day="2026-09-11", half="1")
    file = RosterImport.objects.create(cohort=cohort, by=by, file_name="名册.xlsx", state="applied")
    world.things |= {
        "halfday": day,
        "absence": Absence.objects.create(half_day=day, enrollment=place, kind="sick", remark=token(), by=by),
        "rosterimport": file,
        "disclosure": Disclosure.objects.create(cohort=cohort, person=person, by=by, reason=token()),
        "rosterexport": RosterExport.objects.create(
            cohort=cohort, by=by, rows=1, columns=["name", "mobile"], unmasked=True, purpose=token()
        ),
    } if role == "trainee" else {}  # fmt: skip
    RosterImportRow.objects.create(
        roster_import=file, row=3, action="update", person=person, enrollment=place,
        changes={"mobile": [world.number("nobody", "1980000%s"), details.mobile]},
    )  # fmt: skip


def _forum(world, cohort):
    """A forum that ended and was composed, with something in every text of every record."""
    token = lambda: world.canary("records")  # noqa: E731
    billed = lambda: {"name": token(), "organization": token(), "title": token()}  # noqa: E731
    html = lambda: f"<p>{token()}。</p>"  # noqa: E731
    forum = Forum.objects.create(
        cohort=cohort, name=token(), theme=token(), starts="2026-09-11T14:00+08:00", ends="2026-09-11T17:00+08:00",
        place=token(), host=token(), title=token(), subtitle=token(), editors_note=html(), report=html(),
        gallery_heading=token(), duty_group=StudyGroup.objects.get(cohort=cohort),
    )  # fmt: skip
    session = Session.objects.create(forum=forum, kind="keynote", heading=token(), topic=token(), html=html())
    talk = Talk.objects.create(session=session, title=token(), subtitle=token(), html=html())
    world.things |= {
        "forum": forum, "session": session, "talk": talk,
        "speaker": Speaker.objects.create(talk=talk, **billed()),
        "comment": Comment.objects.create(session=session, talk=talk, html=html(), **billed()),
        "quote": Quote.objects.create(session=session, name=token(), text=token()),
    }  # fmt: skip
    Speaker.objects.create(forum=forum, role="guest", **billed())
    Speaker.objects.create(session=session, role="moderator", **billed())
    Photo.store(
        jpeg(color="#123456"),
        cohort=cohort,
        by=world.users["superuser"],
        forum=forum,
        caption=token(),
        alt=token(),
    )
    return forum


def _issue(world, series, cohort, state, forum):
    visibility = state if state in Visibility.values else Visibility.PUBLIC
    token = lambda: world.canary(state)  # noqa: E731
    issue = Issue.begin(
        series, cohort, forum=forum, theme=token(), visibility=visibility, compiled_by=token(), added=token()
    )
    issue.cohort_name, issue.series_name, issue.issuer, issue.marking = token(), token(), token(), token()
    issue.report_to, issue.send_to, issue.distribute_to = token(), token(), token()
    issue.save()
    section = Section.objects.create(issue=issue, heading=token())
    article = Article.objects.create(
        section=section, kind="talk", title=token(), subtitle=token(), html=f"<p>{token()}。</p>"
    )
    ArticleByline.objects.create(article=article, name=token(), organization=token(), title=token())
    photo = Photo.store(
        jpeg(color=f"#00{next(world.serial):04x}"), cohort=cohort, by=world.users["superuser"],
        caption=world.canary("photo"), alt=world.canary("photo"), credit=world.canary("photo"),
    )  # fmt: skip
    ArticlePhoto.objects.create(
        article=article,
        photo=photo,
        caption=token(),
        alt=token(),
        credit=token(),
        width=photo.width,
        height=photo.height,
    )
    _advance(issue, state, world.users)
    return issue


def _advance(issue, state, users):
    moves = {
        "draft": (),
        "review": (Move.SUBMIT,),
        "approved": (Move.SUBMIT, Move.PASS),
        "signed": (Move.SUBMIT, Move.PASS, Move.SIGN),
    }.get(state, (Move.SUBMIT, Move.PASS, Move.SIGN, Move.PUBLISH))
    extra = {"withdrawn": (Move.WITHDRAW,), "correcting": (Move.CORRECT,)}.get(state, ())
    actors = {Move.PASS: "reviewer", Move.SIGN: "signatory"}
    for move in (*moves, *extra):
        issue.move(move, by=users[actors.get(move, "editor")], note="理由")
