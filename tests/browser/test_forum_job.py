"""A forum is recorded as it happens, and one click makes its briefing: with and without JavaScript."""

import pytest

from briefings.models import Forum, Issue, Quote
from tests.factories import jpeg


def record(page):
    page.goto("/admin/")
    page.get_by_role("link", name="记一场论坛").click()
    page.fill("[name=theme]", "把会开在地里")
    page.fill("[name=starts]", "2026-04-03T14:00")
    page.fill("[name=ends]", "2026-04-03T17:00")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/run/")


def add(page, section, what, **fields):
    """Open what is added to a session in place, fill it in and send it."""
    session = page.locator(".session", has_text=f"【{section}】").first
    session.get_by_text(what, exact=False).first.click()
    form = session.locator("details[open] form").first
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name="添加").click()
    page.wait_for_load_state()


def write_talk(page, javascript):
    page.get_by_role("link", name="编辑").nth(1).click()
    if javascript:
        page.frame_locator(".cke_wysiwyg_frame").locator("body").click()
        page.keyboard.type("三月的地里有三种声音。")
    else:
        page.fill("[name=html]", "三月的地里有三种声音。")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/run/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_forum_recorded_in_place_becomes_a_draft_with_one_click(house, open_page, tmp_path, javascript):
    page = open_page("editor", java_script_enabled=javascript)
    record(page)
    add(page, "主旨演讲", "加发言", title="犁沟的方向", who="澜江省农科院 田野")
    add(page, "圆桌论坛", "加金句", quotes="先蹲下，再看地。\n——田野\n\n种子不着急。\n——学员甲")
    page.get_by_role("button", name="核准 2 条金句").click()
    page.wait_for_load_state()
    write_talk(page, javascript)
    page.get_by_role("link", name="照片").first.click()
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(jpeg(1200, 800))
    page.set_input_files("[name=pictures]", picture)
    page.get_by_role("button", name="上传并保存").click()
    page.wait_for_load_state()
    page.fill("[name$='-caption']", "田埂上的讲台")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()

    page.goto("/admin/")
    page.get_by_role("button", name="从论坛生成简报").click()
    page.wait_for_url("**/compose/")
    preview = page.frame_locator("iframe").locator("article").inner_text()
    for said in ("把会开在地里", "犁沟的方向", "三月的地里有三种声音。", "先蹲下，再看地。", "田埂上的讲台"):
        assert said in preview
    issue, forum = Issue.objects.get(), Forum.objects.get()
    assert issue.forum == forum
    assert [quote.person and quote.person.name for quote in Quote.objects.all()] == [None, "学员甲"]
