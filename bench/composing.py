"""What making an issue of a forum's records costs, and whether ten times the talks cost ten times as much."""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

from bench.house import folder, open_house
from bench.importing import best

FIGURES = {
    "compose_ms": "从论坛生成一期（4 篇发言、3 条点评、8 条金句）所用 CPU 毫秒",
    "compose_ratio": "同上 ÷ 把同一份文稿按导入写入所用 CPU",
    "talks40_ratio": "40 篇发言的论坛生成一期 ÷ (10 × 4 篇发言)",
    "again_ratio": "没有新记录时再次生成 ÷ 第一次生成",
    "plan_queries": "读出一场论坛的全部记录所用查询数",
    "run_queries_1": "论坛页的查询数，1 篇发言",
    "run_queries_40": "论坛页的查询数，40 篇发言",
}
REPEATS = 7


def measure():
    with folder():
        open_house()
        return _figures()


def _figures():
    from briefings.compose.plan import plan
    from briefings.compose.writing import compose_again
    from briefings.models import Forum

    house = House()
    small, large, single = house.forum(talks=4), house.forum(talks=40), house.forum(talks=1)
    first = house.composing(small)
    of_small, of_large = best(first, REPEATS), best(house.composing(large), REPEATS)
    issue = first()
    document = issue.document()
    again = best(lambda: compose_again(issue, house.editor), REPEATS)
    written = best(lambda: house.write(document), REPEATS)
    return {
        "compose_ms": of_small * 1000,
        "compose_ratio": of_small / written,
        "talks40_ratio": of_large / (10 * of_small),
        "again_ratio": again / of_small,
        "plan_queries": queries(lambda: plan(Forum.objects.with_run().get(pk=small.pk))),
        "run_queries_1": house.page_queries(single),
        "run_queries_40": house.page_queries(large),
    }


def queries(work):
    """How many queries `work` asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


class House:
    """A cohort, its series and an editor; forums of any size."""

    def __init__(self):
        from briefings.models import Series
        from cohorts.models import Cohort, CohortRole, Program, Role, User

        program = Program.objects.create(name="项目", slug="program")
        self.cohort = Cohort.objects.create(program=program, number=1, name="第1期研修班", slug="cohort-1")
        self.editor = User.objects.create(username="editor")
        CohortRole.objects.create(cohort=self.cohort, user=self.editor, role=Role.EDITOR)
        self.series = Series.objects.create(
            program=program, cohort=self.cohort, name="学员论坛简报", slug="luntan"
        )

    def forum(self, talks):
        """A forum with a lecture, a round table, three comments and eight quotes for every four talks."""
        from django.utils import timezone

        from briefings.models import Comment, Forum, Quote, Session, Speaker, Talk

        text = "<p>" + "山里的信号时断时续，数据却一天也没有断过。" * 12 + "</p>"
        forum = Forum.objects.create(cohort=self.cohort, theme="看不见的守护", starts=timezone.now())
        keynote, review, table = (
            Session.objects.create(forum=forum, kind=kind, position=n)
            for n, kind in enumerate(("keynote", "review", "round_table"))
        )
        for n in range(talks):
            talk = Talk.objects.create(session=keynote, position=n, title=f"第{n}篇发言", html=text * 3)
            Speaker.objects.create(talk=talk, name=f"学员{n}", organization="云州气象台")
        for n in range(max(1, 3 * talks // 4)):
            Comment.objects.create(session=review, position=n, name=f"专家{n}", title="副院长", html=text)
        for n in range(2 * talks):
            Quote.objects.create(
                session=table, position=n, name=f"学员{n}", text="先蹲下，再看湖。", approved_by=self.editor
            )
        return forum

    def composing(self, forum):
        from briefings.compose.writing import compose

        return lambda: compose(forum, self.series, self.editor, another=True)

    def write(self, document):
        from briefings.models.arrival import import_document

        return import_document(document, self.series, self.cohort, self.editor)

    def page_queries(self, forum):
        """The forum's page in the editorial office, as the editor opens it."""
        from django.test import Client
        from django.urls import reverse

        client = Client()
        client.force_login(self.editor)
        address = reverse("admin:briefings_forum_run", args=[forum.pk])
        return queries(lambda: client.get(address))
