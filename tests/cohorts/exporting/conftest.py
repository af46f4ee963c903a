"""A class of three in two groups, and somebody who left."""

import pytest

from cohorts.models import (
    Appointment,
    Cohort,
    Enrollment,
    Post,
    PrivateDetails,
    StudyGroup,
)
from tests.factories import make_cohort, make_person

PEOPLE = (
    # number, name, group, mobile, e-mail, left
    (1, "罗书衡", 2, "13800005678", "luo@example.cn", None),
    (2, "单一川", 1, "13900001234", "shan@example.cn", None),
    (None, "邓立", None, "", "", None),
    (9, "白离", 1, "13700009999", "bai@example.cn", "2026-01-05"),
)


@pytest.fixture
def cohort() -> Cohort:
    cohort = make_cohort(name="云州市第9期培训班", slug="class-9")
    groups = {
        n: StudyGroup.objects.create(cohort=cohort, number=n, name=f"第{'一二'[n - 1]}组") for n in (1, 2)
    }
    for number, name, group, mobile, email, left in PEOPLE:
        enroll(
            cohort, name, {"mobile": mobile, "email": email},
            number=number, group=groups.get(group), left=left, organization_name="云州市科技馆", title="副部长",
        )  # fmt: skip
    monitor = Enrollment.objects.get(person__name="单一川")
    Appointment.objects.create(cohort=cohort, enrollment=monitor, post=Post.GROUP_LEADER, group=groups[1])
    Appointment.objects.create(cohort=cohort, enrollment=monitor, post=Post.MONITOR)
    Appointment.objects.create(
        cohort=cohort, enrollment=monitor, post=Post.WELFARE_COMMISSIONER, until="2026-01-01"
    )
    return cohort


def enroll(cohort, name, private=None, **fields):
    person = make_person(name=name)
    details = {
        "gender": "male",
        "birth": "1985-10",
        "ethnicity": "汉族",
        "party": "中共党员",
        "education": "博士",
    }
    PrivateDetails.objects.create(person=person, **details | (private or {}))
    return Enrollment.objects.create(cohort=cohort, person=person, **fields)
