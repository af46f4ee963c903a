"""The organizers' job, as they do it: a messy sheet becomes a class whose trainees hold accounts and share a number."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cohorts.models import Enrollment, Organization, OrganizationAlias
from tests.cohorts.roster.files import xlsx
from tests.factories import make_person

ROWS = [
    ["第4期研修班学员名册"],
    ["序号", "姓名", "组别", "工作单位", "职务", "出生年月", "联系电话"],
    [1, "沈　砚", "第一组", "云州水务", "科长", date(1985, 3, 1), 13900000001],
    [2, "梁渡", "", "云州水务局", "处长", "1979.05", "13900000002"],
    [3, "何知远", "第二组", "云州水务局", "工程师", "1990年8月", "13900000003"],
    [None] * 7,
    ["合计", 3],
]
LATER = [["姓名", "工作单位", "联系电话"], ["程见山", "云州水务局", "13900000004"]]
NEW_PASSWORD = "lanjiang-2026-xuexi"


@pytest.fixture
def class_(house, organizer):
    """The cohort in session, with a trainee named as one in the sheet; and the one organization that is known."""
    house.contacts_until = timezone.localdate() + timedelta(days=30)
    house.save()
    Enrollment.objects.create(cohort=house, person=make_person(name="梁渡"), organization_name="云州图书馆")
    Organization.objects.create(name="云州水务局")
    return house


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def upload(page, cohort, rows, tmp_path):
    page.goto(f"/admin/cohorts/cohort/{cohort.pk}/overview/")
    page.get_by_role("link", name="导入名册").click()
    file = tmp_path / "名册.xlsx"
    file.write_bytes(xlsx({"名册": rows}))
    page.set_input_files("[type=file]", file)
    press(page, "读取文件")
    press(page, "下一步：核对")


def look_over(page):
    """Answer what the sheet leaves open, and import it."""
    page.locator(".tabs").get_by_role("link", name="有问题").click()
    page.locator("select[name^='who:']").select_option(label="新人")
    press(page, "保存选择")
    page.locator(".tabs").get_by_role("link", name="未识别的单位").click()
    page.locator("select[name='organization:云州水务']").select_option(label="“云州水务局”的别名")
    press(page, "保存选择")
    press(page, "导入：新增 3")


def slip_of(page, cohort, name):
    """(account, address) as the slip says them."""
    page.goto(f"/admin/cohorts/cohort/{cohort.pk}/accounts/")
    press(page, "生成账号与激活单")
    paper = page.locator(".paper").filter(has_text=name)
    return paper.locator("b").inner_text(), paper.locator(".address").inner_text()


def activate(page, account, address):
    page.goto(address)
    for field in page.locator("[type=password]").all():
        field.fill(NEW_PASSWORD)
    press(page, "设置密码并登录")
    page.goto("/account/")
    press(page, "退出登录")
    page.goto("/accounts/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", NEW_PASSWORD)
    press(page, "登录")


def names(cohort):
    return sorted(place.person.name for place in cohort.enrollments.select_related("person"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_messy_sheet_becomes_a_class_with_accounts(class_, open_page, tmp_path, javascript):
    options = {"java_script_enabled": javascript}
    page = open_page("organizer", **options)
    upload(page, class_, ROWS, tmp_path)
    assert names(class_) == ["学员甲", "梁渡"]  # nothing is written before it was looked over
    look_over(page)
    assert names(class_) == ["何知远", "学员甲", "梁渡", "梁渡", "沈砚"]
    assert OrganizationAlias.objects.get().organization.name == "云州水务局"
    page.get_by_role("link", name="返回班级").click()
    assert page.locator(".group").get_by_role("link", name="沈砚").count() == 1

    account, address = slip_of(page, class_, "沈砚")
    trainee = open_page(width=390, height=844, **options)
    activate(trainee, account, address)
    trainee.goto("/account/")
    press(trainee, "向本班公开 手机")
    trainee.get_by_role("link", name="通讯录").first.click()
    assert trainee.locator(".reach a").all_inner_texts() == ["13900000001"]
    assert trainee.evaluate("document.documentElement.scrollWidth") <= 390

    upload(page, class_, LATER, tmp_path)
    press(page, "导入：新增 1")
    assert "程见山" in names(class_)
    press(page, "撤销这次导入")
    assert names(class_) == ["何知远", "学员甲", "梁渡", "梁渡", "沈砚"]
