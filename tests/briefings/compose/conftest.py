"""A forum with something of everything, its cohort, series and editor."""

from datetime import datetime

import pytest
from django.utils.timezone import make_aware

from briefings.models import Speaker
from cohorts.models import PartyBranch, StudyGroup
from tests.factories import (
    make_cohort,
    make_comment,
    make_forum,
    make_quote,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)


@pytest.fixture
def cohort():
    cohort = make_cohort(name="云州市第3期研修班")
    PartyBranch.objects.create(cohort=cohort, name="第3期研修班临时党支部")
    return cohort


@pytest.fixture
def series(cohort):
    return make_series(cohort, report_to="市科技工委", send_to="青山学院\n干部处", issuer="青山学院")


@pytest.fixture
def editor(cohort):
    return make_staff(cohort)


@pytest.fixture
def forum(cohort):
    """A forum with something of everything, each list entered in another order than it is printed."""
    group = StudyGroup.objects.create(cohort=cohort, number=3, name="第三组")
    forum = make_forum(
        cohort,
        theme="把论文写在工地上",
        starts=make_aware(datetime(2026, 9, 11, 14)),
        ends=make_aware(datetime(2026, 9, 11, 17)),
        place="青山学院报告厅",
        duty_group=group,
    )
    guest = {"forum": forum, "organization": "青山学院"}
    Speaker.objects.create(name="周岚", title="副院长", role="commentator", protocol_order=2, **guest)
    Speaker.objects.create(name="司马昭明", title="院长", role="guest", protocol_order=1, **guest)
    _keynote(forum)
    review = make_session(forum, kind="review")
    make_comment(review, name="周岚", title="副院长")
    make_comment(review, name="司马昭明", title="院长", html="<p>司马昭明院长认为，实。</p>")
    lecture = make_session(forum, kind="lecture")
    talk = make_talk(lecture, title="慢变量", html="<p>研究室主任石远应邀主讲。</p>")
    make_speaker(talk, name="石远", organization="澜江研究院", title="研究室主任")
    _round_table(forum)
    make_comment(
        make_session(forum, kind="closing"), kind="closing", name="苗青", organization="干部处", title="副处长",
        html="<p>今天的论坛没有一句废话。</p>",
    )  # fmt: skip
    return forum


def _keynote(forum):
    keynote = make_session(forum, kind="keynote", topic="一线")
    Speaker.objects.create(session=keynote, role="moderator", name="冯知微", title="支部书记")
    second = make_talk(keynote, title="雨量筒里的山", position=1)
    first = make_talk(keynote, title="桥墩的体温", position=0)
    make_speaker(second, name="田野", organization="云州气象台")
    make_speaker(first, name="林听澜", organization="云州路桥集团")


def _round_table(forum):
    table = make_session(forum, kind="round_table", topic="谁来签第一个字")
    Speaker.objects.create(session=table, role="moderator", name="石远", title="主任")
    Speaker.objects.create(session=table, role="panelist", name="田野", protocol_order=2)
    Speaker.objects.create(session=table, role="panelist", name="林听澜", protocol_order=1)
    approver = make_staff(forum.cohort)
    make_quote(table, name="田野", text="先蹲下。\n再看**湖**。", approved_by=approver)
    make_quote(table, name="林听澜", text="这句还没核准。")
