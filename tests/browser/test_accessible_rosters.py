"""Axe finds nothing, and nothing scrolls sideways, on the pages of rosters: filled, empty, and refusing what was typed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cohorts.exporting.register import register
from cohorts.importing.arriving import arrive
from cohorts.importing.planning import plan_of
from cohorts.importing.writing import apply
from cohorts.models import (
    Absence,
    AbsenceKind,
    Appointment,
    CohortRole,
    ExportKind,
    HalfDay,
    Person,
    Post,
    PrivateDetails,
    Role,
)
from cohorts.roster.ordering import Order
from tests.browser.test_accessible import look, violations
from tests.cohorts.roster.files import xlsx
from tests.factories import make_cohort, make_slip, make_user

SIZES = pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
MESSY = [
    ["某班名册"],
    ["姓名", "工作单位", "出生年月", "联系电话"],
    ["学员甲", "云州市经济技术开发区高新技术产业与战略性新兴产业发展促进中心综合协调办公室", "1980.1", "123"],
    ["沈砚", "云州水务局", "1985.03", "13900000001"],
    ["合计", "2"],
]
SOUND = [["姓名", "工作单位"], ["何知远", "云州水务局"]]
COLUMNS = ["number", "name", "group", "organization", "title"]
CLASS = (
    "overview/", "join/", "import/", "import/{file}/columns/", "import/{file}/review/",
    "import/{file}/review/?show=organizations", "import/{file}/review/?show=missing",
    "import/{file}/review/?show=ignored", "import/{done}/", "export/",
    "exports/{roster}/", "exports/{sign_in}/", "exports/{name_cards}/", "exports/{contacts}/",
    "groups/", "groups/?number=3&colleagues=on", "attendance/", "attendance/{half_day}/", "attendance/leave/",
    "accounts/", "trainees/{place}/private/", "trainees/{place}/leave/", "trainees/{place}/transfer/",
)  # fmt: skip
EMPTY = ("overview/", "import/", "export/", "groups/", "attendance/", "attendance/leave/", "accounts/")
LISTS = (
    "/admin/", "/admin/cohorts/disclosure/", "/admin/cohorts/rosterexport/", "/admin/cohorts/studygroup/",
    "/admin/cohorts/appointment/", "/admin/cohorts/enrollment/", "/admin/cohorts/enrollment/{place}/change/",
    "/admin/cohorts/person/{person}/change/", "/admin/cohorts/person/{person}/erase/",
    "/admin/cohorts/cohort/{cohort}/change/", "/cohorts/class-4/contacts/",
)  # fmt: skip
TRAINEE = ("/account/", "/cohorts/class-4/contacts/", "/accounts/password/")
STRANGER = (
    "/accounts/login/", "/a/", "/a/2345-6789-ABCD/", "/accounts/reset/", "/accounts/reset/asked/",
    "/accounts/reset/done/", "/accounts/reset/MQ/set-password/",
)  # fmt: skip


@pytest.fixture
def filled(roster, organizer):
    """Everything a cohort's pages can show, by what its addresses name."""
    roster.contacts_until = timezone.localdate() + timedelta(days=30)
    roster.save()
    place = roster.enrollments.filter(left=None).first()
    place.mobile_shared = True
    place.remark = "因承担国家重点研发计划项目，须于每周三下午返回单位参加例会，已经班主任同意。"
    place.save()
    Person.objects.filter(pk=place.person_id).update(name="阿卜杜热合曼·买买提艾力")
    PrivateDetails.objects.update_or_create(
        person=place.person, defaults={"mobile": "13900009999", "email": "renshi.chu@keji.example.cn"}
    )
    Appointment.objects.create(cohort=roster, enrollment=place, post=Post.MONITOR)
    half_day = HalfDay.objects.create(cohort=roster, day=date(2026, 3, 30), half="1", topic="专题讲座")
    Absence.objects.create(half_day=half_day, enrollment=place, kind=AbsenceKind.SICK, by=organizer)
    done = arrive(roster, xlsx({"名册": SOUND}), "补录.xlsx", organizer)
    apply(done, plan_of(done).digest)
    file = arrive(roster, xlsx({"名册": MESSY}, {"说明": [["请如实填写"]]}), "名册.xlsx", organizer)
    exports = {
        kind.name.lower(): register(
            roster, by=organizer, kind=kind, printed=True, columns=COLUMNS, order=Order.NUMBER, purpose="班务"
        ).pk
        for kind in ExportKind
    }
    rows = {"place": place, "half_day": half_day, "file": file, "done": done, "cohort": roster}
    return {name: row.pk for name, row in rows.items()} | exports | {"person": place.person_id}


def of_class(pages, pks):
    return [f"/admin/cohorts/cohort/{pks['cohort']}/{page.format(**pks)}" for page in pages]


def unalarmed(page):
    """Chromium writes every answer from 400 up into its console; what such a page looks like is asked here."""

    def answer(route):
        response = route.fetch(max_redirects=0)
        route.fulfill(response=response, status=200 if response.status >= 400 else response.status)

    page.route("**/*", answer)
    return page


@SCHEMES
@SIZES
def test_the_pages_of_a_class_are_accessible(filled, open_page, size, scheme):
    page = open_page("organizer", *size, color_scheme=scheme, bypass_csp=True)
    addresses = of_class(CLASS, filled) + [address.format(**filled) for address in LISTS]
    assert look(page, addresses) == {}


@SIZES
def test_the_pages_of_an_empty_class_are_accessible(house, organizer, open_page, size):
    empty = make_cohort(name="云州市科学技术与工业信息化系统第十期中青年骨干干部能力提升专题研修培训班")
    CohortRole.objects.create(cohort=empty, user=organizer, role=Role.ORGANIZER)
    page = open_page("organizer", *size, bypass_csp=True)
    assert look(page, ["/admin/", *of_class(EMPTY, {"cohort": empty.pk})]) == {}


@SCHEMES
@SIZES
def test_what_trainees_and_strangers_meet_is_accessible(filled, open_page, settings, size, scheme):
    settings.CAN_MAIL = True
    options = {"color_scheme": scheme, "bypass_csp": True}
    assert look(open_page("trainee", *size, **options), TRAINEE) == {}
    make_slip("7KQ29MXD4TFB", user=make_user(username="new"))
    stranger = unalarmed(open_page("", *size, **options))
    assert look(stranger, [*STRANGER, "/a/7KQ2-9MXD-4TFB/"]) == {}


REFUSALS = {
    "join/": ("main form button.default", {"name": "新人", "number": "很多"}),
    "export/": ("main form button.default", {}),  # of numbers, without a purpose
    "attendance/": ("form.enter button.default", {"day": "2026-03-09", "until": "2026-03-02"}),
    "trainees/{place}/private/": ("form.private button.default", {"id_number": "1", "birth": "去年"}),
    "trainees/{place}/leave/": ("main form button.default", {"day": "2099-03-02"}),
    "accounts/": ("form.accounts button.default", {}),
}


@SIZES
def test_refusing_pages_are_accessible(filled, open_page, size):
    page = unalarmed(open_page("organizer", *size, color_scheme="dark", bypass_csp=True))
    wrong = {}
    for (refusal, (button, typed)), address in zip(REFUSALS.items(), of_class(REFUSALS, filled), strict=True):
        page.goto(address)
        for name, value in typed.items():
            page.fill(f"[name={name}]", value)
        for kind in page.locator("[value=contacts]").all():
            kind.check()
        page.evaluate("document.querySelectorAll('.accounts :checked').forEach((tick) => tick.click())")
        page.click(button)
        page.wait_for_load_state()
        problems = violations(page)
        if not page.locator(".errorlist, .errornote, .messagelist, .rows").count():
            problems.append("says nothing")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("scrolls sideways")
        wrong |= {refusal: problems} if problems else {}
    assert wrong == {}


@SIZES
def test_the_sheet_of_slips_is_accessible(filled, open_page, size):
    page = open_page("organizer", *size, bypass_csp=True)
    page.goto(f"/admin/cohorts/cohort/{filled['cohort']}/accounts/")
    page.click("form.accounts button.default")
    page.wait_for_load_state()
    assert page.locator(".paper").count() > 10
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
