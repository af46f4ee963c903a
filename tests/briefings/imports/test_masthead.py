import pytest

from briefings.document import Masthead
from briefings.imports.text import read

BODY = "\n【编者按】\n春季班开学了。\n"


def masthead(text, body=BODY):
    return read((text + body).encode()).document.masthead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "江州市第8期青年干部研修班\n同心向未来\n学习简报\n第三期\n(2024年3月5日)",
            Masthead("江州市第8期青年干部研修班", "同心向未来", "学习简报", 3, "第三期", date="2024-03-05"),
            id="class",
        ),
        pytest.param(
            "内部资料　注意保存\n工 作 简 报\n第 12 期（总第105期）\n江州党校办公室编　　　　2024年3月5日",
            Masthead(
                series="工作简报",
                number=12,
                number_label="第12期",
                cumulative=105,
                date="2024-03-05",
                issuer="江州党校办公室编",
                marking="内部资料 注意保存",
            ),
            id="official",
        ),
        pytest.param(
            "第五期\n（二〇二四年十月十二日）\n创新驱动\n第8期研修班\n论坛简报",
            Masthead("第8期研修班", "创新驱动", "论坛简报", 5, "第五期", date="2024-10-12"),
            id="another order",
        ),
        pytest.param(
            "学习简报第5期　2024.3.5",
            Masthead(series="学习简报", number=5, number_label="第5期", date="2024-03-05"),
            id="one line",
        ),
        pytest.param(
            "学习简报（试刊）\n2024年第6期\n主题：同心\n编发单位：江州党校　日期：2024-03-05",
            Masthead("", "同心", "学习简报（试刊）", 6, "2024年第6期", date="2024-03-05", issuer="江州党校"),
            id="labels",
        ),
        pytest.param(
            "学习简报\n增刊第一期\n2024年3月5日",
            Masthead(
                series="学习简报", number=1, number_label="增刊第一期", supplement=True, date="2024-03-05"
            ),
            id="supplement",
        ),
        pytest.param(
            "江州党校\n学习简报\n第2期\n江州党校教务处编　2024年3月5日",
            Masthead("", "江州党校", "学习简报", 2, "第2期", date="2024-03-05", issuer="江州党校教务处编"),
            id="two offices",
        ),
        pytest.param(
            "青训营简报 第12期 江州团校 2024.3.5",
            Masthead(
                series="青训营简报", number=12, number_label="第12期", date="2024-03-05", issuer="江州团校"
            ),
            id="all on one line",
        ),
        pytest.param(
            "学习与交流\n第３期\n（江州党校编　２０２４年５月６日）",
            Masthead(
                series="学习与交流", number=3, number_label="第３期", date="2024-05-06", issuer="江州党校编"
            ),
            id="full width, in brackets, a series of any name",
        ),
        pytest.param(
            "《同行》班刊\n2024年专刊第4期 | 2024年5月31日 星期五",
            Masthead(series="《同行》班刊", number=4, number_label="2024年专刊第4期", date="2024-05-31"),
            id="weekday",
        ),
    ],
)
def test_a_masthead_is_taken_apart(text, expected):
    assert masthead(text) == expected


def test_a_masthead_ends_at_the_first_sentence_when_no_heading_follows():
    document = read("学习简报\n第2期\n2024年3月5日\n开学典礼举行\n春季班开学了，院长出席。".encode()).document
    assert document.masthead == Masthead(series="学习简报", number=2, number_label="第2期", date="2024-03-05")
    assert [(section.heading, section.articles[0].title) for section in document.sections] == [
        ("正文", "开学典礼举行")
    ]


def test_a_text_without_a_masthead_says_so(settings):
    settings.LANGUAGE_CODE = "en"
    imported = read(BODY.encode())
    assert imported.document.masthead == Masthead()
    assert [(doubt.paragraph, doubt.message[:30]) for doubt in imported.unsure] == [
        (0, "The text begins without a mast")
    ]


def test_a_date_that_is_none_is_kept_and_reported(settings):
    settings.LANGUAGE_CODE = "en"
    imported = read(("学习简报\n第2期\n2024年13月5日" + BODY).encode())
    assert (imported.document.masthead.date, imported.document.masthead.theme) == ("", "2024年13月5日")
    assert [doubt.message for doubt in imported.unsure if doubt.paragraph == 3] == [
        "“2024年13月5日” in the masthead is no date. Write it like 2024年3月5日."
    ]


def test_words_beyond_the_theme_are_kept_beside_it_and_reported():
    imported = read(("同心向未来\n再出发\n第2期\n2024年3月5日" + BODY).encode())
    assert imported.document.masthead.theme == "同心向未来 再出发"
    assert [doubt.paragraph for doubt in imported.unsure] == [2]


def test_the_imprint_at_the_foot_dates_an_issue_without_a_date_above():
    foot = "【要闻】\n开学了。\n发：全体学员\n江州党校办公室　2024年3月5日印发"
    read_masthead = masthead("学习简报\n第2期\n", foot)
    assert (read_masthead.date, read_masthead.issuer) == ("2024-03-05", "江州党校办公室")
