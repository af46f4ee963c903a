"""Plain functions that create the least that is valid; keywords say what a test is about."""

import io
from datetime import timedelta
from itertools import count

from django.utils import timezone
from PIL import Image

from briefings.models import (
    Article,
    Comment,
    Forum,
    Issue,
    Photo,
    Quote,
    Section,
    Series,
    Session,
    Speaker,
    Talk,
)
from briefings.workflow import Move
from cohorts.accounts.codes import digest
from cohorts.models import (
    ActivationSlip,
    Cohort,
    CohortRole,
    Enrollment,
    Organization,
    Person,
    Program,
    Role,
    User,
)

_next = count(1)


def make_program(**fields):
    n = next(_next)
    return Program.objects.create(**{"name": f"项目{n}", "slug": f"program-{n}"} | fields)


def make_cohort(**fields):
    n = next(_next)
    program = fields.pop("program", None) or make_program()
    return Cohort.objects.create(
        program=program, **{"number": n, "name": f"第{n}期培训班", "slug": f"cohort-{n}"} | fields
    )


def make_user(**fields):
    return User.objects.create(**{"username": f"user{next(_next)}"} | fields)


def make_staff(cohort, role=Role.EDITOR, **fields):
    """An account with a role in a cohort."""
    user = make_user(**fields)
    CohortRole.objects.create(cohort=cohort, user=user, role=role)
    return user


def make_person(**fields):
    return Person.objects.create(**{"name": "林听澜"} | fields)


def make_organization(**fields):
    return Organization.objects.create(**{"name": f"云州第{next(_next)}研究所"} | fields)


def enroll(cohort, name="林听澜", user=None, **fields):
    """The place of somebody new in a cohort."""
    return Enrollment.objects.create(cohort=cohort, person=make_person(name=name, user=user), **fields)


def make_trainee(cohort, **fields):
    """An account enrolled in a cohort."""
    user = make_user(**fields)
    enroll(cohort, user=user)
    return user


def make_slip(code="", **fields):
    """A slip that works for a trainee, unless its fields say otherwise."""
    n = next(_next)
    cohort = fields.pop("cohort", None) or make_cohort()
    user = fields.pop("user", None) or make_trainee(cohort)
    return ActivationSlip.objects.create(
        cohort=cohort, user=user, digest=digest(code or f"code {n}"),
        **{"made_by": user, "expires": timezone.now() + timedelta(days=14)} | fields,
    )  # fmt: skip


def make_series(cohort=None, **fields):
    n = next(_next)
    cohort = cohort or make_cohort()
    return Series.objects.create(
        **{"program": cohort.program, "cohort": cohort, "name": f"学员论坛简报{n}", "slug": f"luntan-{n}"}
        | fields
    )


def make_issue(series=None, **fields):
    series = series or make_series()
    cohort = fields.pop("cohort", None) or series.cohort
    issue = Issue.begin(series, cohort, **{"theme": "以实干促发展"} | fields)
    issue.save()
    return issue


def make_article(issue, **fields):
    heading = fields.pop("heading", "主旨演讲")
    section = issue.sections.filter(heading=heading).first() or Section.objects.create(
        issue=issue, heading=heading, position=issue.sections.count()
    )
    return Article.objects.create(section=section, **{"title": "山海之间", "html": "<p>正文。</p>"} | fields)


def make_published(issue=None, **fields):
    """An issue taken through its whole life by as many people as that needs."""
    issue = issue or make_issue(**fields)
    cohort = issue.cohort
    issue.move(Move.SUBMIT, by=make_staff(cohort))
    for _stage in range(issue.series.review_stages):
        issue.move(Move.PASS, by=make_staff(cohort, Role.REVIEWER))
    signatory = make_staff(cohort, Role.SIGNATORY)
    issue.move(Move.SIGN, by=signatory)
    issue.move(Move.PUBLISH, by=signatory)
    return issue


def jpeg(width=600, height=400, color="#8E0E15", **options):
    """The bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def make_photo(cohort, **fields):
    by = fields.pop("by", None) or make_staff(cohort)
    return Photo.store(fields.pop("data", None) or jpeg(), cohort=cohort, by=by, **fields)


def make_forum(cohort=None, **fields):
    """A forum that ended an hour ago."""
    now = timezone.now()
    defaults = {
        "theme": "把论文写在工地上",
        "starts": now - timedelta(hours=4),
        "ends": now - timedelta(hours=1),
    }
    return Forum.objects.create(cohort=cohort or make_cohort(), **defaults | fields)


def make_session(forum=None, **fields):
    forum = forum or make_forum()
    return Session.objects.create(forum=forum, **{"position": forum.sessions.count()} | fields)


def make_talk(session=None, **fields):
    session = session or make_session()
    place = {"position": session.talks.count()}
    return Talk.objects.create(
        session=session, **place | {"title": "桥墩的体温", "html": "<p>正文。</p>"} | fields
    )


def make_speaker(talk, **fields):
    return Speaker.objects.create(talk=talk, **{"name": "林听澜", "organization": "云州路桥集团"} | fields)


def make_comment(session, **fields):
    place = {"position": session.comments.count()}
    return Comment.objects.create(
        session=session,
        **place | {"name": "周岚", "title": "副院长", "html": "<p>周岚副院长指出，好。</p>"} | fields,
    )


def make_quote(session, **fields):
    place = {"position": session.quotes.count()}
    return Quote.objects.create(
        session=session, **place | {"name": "林听澜", "text": "先蹲下，再看湖。"} | fields
    )
