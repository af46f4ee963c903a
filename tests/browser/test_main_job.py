"""The main job, as its people do it: a text becomes a signed, published issue that a trainee reads."""

from pathlib import Path

import pytest

from briefings.models import Edition, Issue
from tests.factories import jpeg

FIXTURE = Path(__file__).parents[1] / "briefings" / "imports" / "fixture.txt"


def bring_in(page):
    page.goto("/admin/")
    page.get_by_role("link", name="导入文稿").first.click()
    page.locator("textarea").fill(FIXTURE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="识别").click()
    assert Issue.objects.count() == 0  # nothing is written before it was looked over
    page.get_by_role("button", name="无误，生成草稿").click()
    page.wait_for_url("**/compose/")


def write(page, tmp_path, javascript):
    page.locator(".outline").get_by_role("link", name="丁守田").first.click()
    page.fill("[name=title]", "改过的|题目")
    if javascript:
        editor = page.frame_locator(".cke_wysiwyg_frame").locator("body")
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.type("键盘打进去的一句。")
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(jpeg(1200, 800))
    page.set_input_files("[name=uploads]", picture)
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()
    page.fill("[name$='-caption']", "田埂上的合影")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()


def move(page, name, note=""):
    """Press the button of a move, on the desk's own issue, and confirm it."""
    issue = Issue.objects.get()
    page.goto(f"/admin/briefings/issue/{issue.pk}/review/")
    page.get_by_role("link", name=name, exact=True).first.click()
    if note:
        page.fill("[name=note]", note)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_text_becomes_an_issue_that_a_trainee_reads(house, open_page, tmp_path, javascript):
    options = {"java_script_enabled": javascript}
    editor = open_page("editor", **options)
    bring_in(editor)
    write(editor, tmp_path, javascript)
    move(editor, "送审")
    for reviewer in ("reviewer1", "reviewer2", "reviewer3"):
        move(open_page(reviewer, **options), "通过", "同意。")
    move(open_page("signatory", **options), "签发")
    move(editor, "印发")

    edition = Edition.objects.get()
    assert edition.issue.slug == "luntan-6"
    trainee = open_page("trainee", width=390, height=844, **options)
    trainee.goto("/")
    trainee.get_by_role("link", name="阅读本期").click()
    shown = trainee.locator("main").inner_text()
    for said in ("改过的题目", "田埂上的合影", *(["键盘打进去的一句。"] if javascript else [])):
        assert said in shown
    assert trainee.evaluate("document.documentElement.scrollWidth") <= 390
    picture = trainee.request.get(trainee.locator("figure img").first.get_attribute("src"))
    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")


def test_who_is_not_of_the_cohort_is_led_to_sign_in(house, open_page, tmp_path):
    editor = open_page("editor", java_script_enabled=False)
    bring_in(editor)
    move(editor, "送审")
    for reviewer in ("reviewer1", "reviewer2", "reviewer3"):
        move(open_page(reviewer), "通过")
    move(open_page("signatory"), "签发")
    move(editor, "印发")
    stranger = open_page(width=390, height=844)
    stranger.goto("/issues/luntan-6/")
    assert "/accounts/login/?next=/issues/luntan-6/" in stranger.url
