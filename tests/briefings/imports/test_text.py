"""Shapes of briefings other than the seed's, each in as few invented lines as show it."""

import pytest

from briefings import richtext
from briefings.imports import KnownPerson, Names
from briefings.imports.text import read

ROSTER = Names(
    people=(
        KnownPerson("u-1", "张伟", "江州大学"),
        KnownPerson("u-2", "王芳", "江州市民政局"),
        KnownPerson("u-3", "王芳", "江州党校"),
        KnownPerson("u-4", "司徒一", "江州研究院"),
    ),
    organizations=frozenset({"三号基地项目群"}),
)


def sections(text, names=ROSTER):
    return read(text.encode(), names).document.sections


def articles(text, names=ROSTER):
    (section,) = sections(text, names)
    return section.articles


def outline(text, names=ROSTER):
    """Each article as (kind, title, names, paragraphs)."""
    return [
        (
            article.kind.value,
            article.title,
            [byline.name for byline in article.bylines],
            [richtext.plain(block) for block in richtext.blocks(article.html)],
        )
        for article in articles(text, names)
    ]


def billed(text, names=ROSTER):
    (article,) = articles(f"【交流】\n乡村振兴的路\n{text}\n会上讲了三点。", names)
    return [(byline.name, byline.organization, byline.title, byline.person) for byline in article.bylines]


# Headings


def test_a_heading_may_share_its_line_with_prose():
    assert outline("【编者按】春季班开学了。\n院长出席。") == [
        ("text", "", [], ["春季班开学了。", "院长出席。"])
    ]


def test_numbered_lines_are_headings_only_in_brackets():
    found = sections("一、【要 闻】\n好。\n二、概况\n开学了。")
    assert [(section.heading, section.articles[0].html) for section in found] == [
        ("一、要闻", "<p>好。</p><p>二、概况</p><p>开学了。</p>")
    ]


def test_a_text_without_headings_is_one_section_and_says_so(settings):
    settings.LANGUAGE_CODE = "en"
    imported = read("春季班开学了。\n院长出席。".encode())
    assert [section.heading for section in imported.document.sections] == ["正文"]
    assert [doubt.message[:26] for doubt in imported.unsure if doubt.paragraph] == [
        "No 【heading】 stands above "
    ]


def test_a_section_with_nothing_under_it_waits_for_pictures_or_text():
    found = sections("【学员风采】\n【要闻】\n【花絮】\n报：市委")
    assert [section.articles[0].kind.value for section in found] == ["gallery", "text", "gallery"]


# Paragraphs


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("大家畅谈了\n\n\n\n三点体会。", ["大家畅谈了三点体会。"], id="any gap"),
        pytest.param("这是“硬骨头”\n问题。", ["这是“硬骨头”问题。"], id="a closing quote alone ends nothing"),
        pytest.param(
            "他说：“好！”\n大家鼓掌。", ["他说：“好！”", "大家鼓掌。"], id="one after a mark ends a sentence"
        ),
        pytest.param(
            "从 1.0 到\n2.0 再到 AI 时代。", ["从1.0到2.0再到AI时代。"], id="no spaces between scripts"
        ),
        pytest.param(
            "We met\nin May.\nThe end.", ["We met in May.", "The end."], id="Latin words keep theirs"
        ),
        pytest.param(
            "1. 加强学习\n2. 深入实践\n3、办好实事。",
            ["1. 加强学习", "2. 深入实践", "3、办好实事。"],
            id="numbered",
        ),
        pytest.param("• 加强学习\n• 深入实践", ["• 加强学习", "• 深入实践"], id="bulleted"),
        pytest.param("大家说，\n【图1】\n好。", ["大家说，好。"], id="across a picture"),
        pytest.param(
            "\u3000\u3000开学了。\r\n\xa0\ufeff放假了。\x0b毕业了。\u2028完了。",
            ["开学了。", "放假了。", "毕业了。", "完了。"],
            id="breaks",
        ),
    ],
)
def test_paragraphs_are_joined_where_they_were_cut_and_only_there(text, paragraphs):
    assert outline(f"【要闻】\n前一段结束。\n{text}") == [("text", "", [], ["前一段结束。", *paragraphs])]


def test_bold_is_strong_in_prose_and_plain_in_titles():
    (article,) = articles("【报告】\n**乡村振兴的路**\n江州大学 张伟\n要**真抓**实干。**没有关上。")
    assert (article.title, article.html) == ("乡村振兴的路", "<p>要<strong>真抓</strong>实干。没有关上。</p>")


def test_markup_in_the_text_stays_text():
    (article,) = articles("【要闻】\n当 a<b 且 b>c 时，<script>alert(1)</script> & 成立。")
    assert richtext.clean(article.html) == article.html
    assert richtext.plain(article.html) == "当a<b且b>c时，<script>alert(1)</script> & 成立。"


# Titles and bylines


def test_a_title_stands_over_a_byline_a_subtitle_or_prose():
    assert outline(
        "【交流发言】\n开学典礼综述\n典礼在江州举行。\n科技如何改变生活？\n江州大学 张伟\n讲得好。\n"
        "让基层更有活力\n——社区治理的体会\n江州党校 李明\n很好。\n说到底 ——还是要实干\n江州党校 赵六\n对。"
    ) == [
        ("talk", "开学典礼综述", [], ["典礼在江州举行。"]),
        ("talk", "科技如何改变生活？", ["张伟"], ["讲得好。"]),
        ("talk", "让基层更有活力", ["李明"], ["很好。"]),
        ("talk", "说到底", ["赵六"], ["对。"]),
    ]


def test_a_paragraph_set_narrow_has_no_title():
    text = "本次讲座请来了江州大学\n的教授作报告，他从三个\n方面讲了成长的路。"
    assert outline(f"【讲座】\n{text}") == [("text", "", [], ["".join(text.split())])]


def test_a_numbered_line_is_a_title_only_above_a_byline():
    assert [
        piece[:3] for piece in outline("【交流】\n一、一条新路\n江州党校 李明\n好。\n二、下一步\n再干。")
    ] == [("talk", "一、一条新路", ["李明"])]


def test_a_title_on_two_lines_is_one():
    assert outline("【交流】\n前文。\n面向乡村振兴的青年人才\n引进和培育\n江州党校 李明\n好。")[1][:2] == (
        "talk",
        "面向乡村振兴的青年人才引进和培育",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("江州大学\u3000张　伟", [("张伟", "江州大学", "", "u-1")]),
        ("江州党校\t李明 赵小六", [("李明", "江州党校", "", None), ("赵小六", "江州党校", "", None)]),
        ("江州党校 李明、赵小六", [("李明", "江州党校", "", None), ("赵小六", "江州党校", "", None)]),
        ("江州党校教务处处长 李明", [("李明", "江州党校教务处", "处长", None)]),
        ("江州党校 教授 李明", [("李明", "江州党校", "教授", None)]),
        ("主讲人：李明", [("李明", "", "", None)]),
        ("（江州党校 李明）", [("李明", "江州党校", "", None)]),
        ("张伟\n江州大学", [("张伟", "江州大学", "", "u-1")]),
        ("江州研究院\n司徒一", [("司徒一", "江州研究院", "", "u-4")]),
        ("三号基地项目群 约翰·史密斯", [("约翰·史密斯", "三号基地项目群", "", None)]),
        ("江州党校 王芳", [("王芳", "江州党校", "", "u-3")]),
    ],
)
def test_a_byline_is_taken_apart(line, expected):
    assert billed(line) == expected


def test_the_roster_is_asked_and_what_it_does_not_know_is_reported(settings):
    settings.LANGUAGE_CODE = "en"
    text = "【交流】\n一条新路\n江州大学 王芳\n好。\n两条新路\n江州大学 李明\n好。\n三条新路\n外省大学 张伟\n好。"
    doubts = [(doubt.paragraph, doubt.message.split(".")[0]) for doubt in read(text.encode(), ROSTER).unsure]
    assert doubts[1:] == [
        (2, "Several people in the roster are called “王芳”"),
        (5, "“李明” is not in the roster"),
        (8, "“外省大学”, the organization given for 张伟, is not in the roster"),
    ]
    assert [doubt.paragraph for doubt in read(text.encode()).unsure] == [0]


def test_a_lecture_named_only_in_prose_is_a_talk_without_a_byline():
    imported = read("【专题讲座】\n乡村振兴的路\n——从江州说起\n江州大学的李教授讲了三点。".encode())
    (article,) = imported.document.articles()
    assert (article.kind.value, article.title, article.subtitle, article.bylines) == (
        "talk",
        "乡村振兴的路",
        "从江州说起",
        (),
    )
    assert [doubt.paragraph for doubt in imported.unsure] == [0, 2]


# Comments


@pytest.mark.parametrize(
    ("opening", "name", "organization", "title"),
    [
        ("李明院长指出", "李明", "", "院长"),
        ("李明副院长充分肯定了", "李明", "", "副院长"),
        ("赵小六总工程师在点评中强调", "赵小六", "", "总工程师"),
        ("欧阳明教授认为", "欧阳明", "", "教授"),
        ("江州党校李明副校长指出", "李明", "江州党校", "副校长"),
        ("江州党校党委书记、校长李明指出", "李明", "江州党校", "党委书记、校长"),
        ("最后，市委组织部副部长赵六同志强调", "赵六", "市委组织部", "副部长"),
        ("李明（江州党校校长）：", "李明", "江州党校", "校长"),
        ("张伟表示", "张伟", "", ""),
    ],
)
def test_a_comment_opens_with_somebody_who_speaks(opening, name, organization, title):
    lead, comment = articles(f"【专家点评】\n专家作了点评。\n{opening}，讲得好。\n他还说，要继续。")
    assert (lead.kind.value, comment.kind.value) == ("text", "comment")
    assert [(byline.name, byline.organization, byline.title) for byline in comment.bylines] == [
        (name, organization, title)
    ]
    assert len(richtext.blocks(comment.html)) == 2


@pytest.mark.parametrize(
    "paragraph",
    [
        "校长李明、副校长赵六对发言进行了点评。",
        "她认为，讲得好。",
        "大会指出，要实干。",
        "专家指出，要实干。",
    ],
)
def test_no_comment_opens_with_several_people_or_nobody(paragraph):
    assert outline(f"【点评】\n{paragraph}") == [("text", "", [], [paragraph])]


def test_elsewhere_who_speaks_opens_nothing():
    assert outline("【领导总结】\n李明院长指出，好。\n赵六书记强调，好。")[0][0] == "text"


# Quotes


def test_quotes_are_signed_below_or_at_the_end_of_their_line():
    assert outline(
        "【学员金句】\n摘录如下：\n青春无悔。——张伟\n使命在肩，\n勇往直前——李明\n说一句。\n再说一句。\n—— 王　五\n"
        "实干！\n——某研究院 赵小六\n同行！\n——第三组全体学员\n落幕。"
    ) == [
        ("text", "", [], ["摘录如下："]),
        ("quote", "", ["张伟"], ["青春无悔。"]),
        ("quote", "", ["李明"], ["使命在肩，勇往直前"]),
        ("quote", "", ["王五"], ["说一句。", "再说一句。"]),
        ("quote", "", ["赵小六"], ["实干！"]),
        ("quote", "", ["第三组全体学员"], ["同行！"]),
        ("text", "", [], ["落幕。"]),
    ]


def test_a_dash_signs_prose_and_follows_a_title():
    assert outline("【金句】\n实干兴邦不必等待明天\n——李明") == [
        ("quote", "", ["李明"], ["实干兴邦不必等待明天"])
    ]
    assert outline("【要闻】\n再出发\n——张伟\n好。\n实干兴邦。\n——全体学员")[0] == (
        "quote",
        "",
        ["张伟"],
        ["再出发"],
    )
    (article,) = articles("【要闻】\n再出发\n——奋力前行\n好。")
    assert (article.title, article.subtitle) == ("再出发", "奋力前行")


def test_a_dash_that_signs_nothing_stays_in_the_text():
    assert outline("【要闻】\n好。\n——记江州首届青年人才论坛") == [
        ("text", "", [], ["好。", "——记江州首届青年人才论坛"])
    ]


def test_who_is_cited_in_a_talk_signs_nothing():
    assert outline("【交流】\n一条新路\n江州大学 张伟\n古人说：\n知行合一。\n——王阳明\n说得好。") == [
        ("talk", "一条新路", ["张伟"], ["古人说：", "知行合一。", "——王阳明", "说得好。"])
    ]


# Pictures


def test_a_picture_stands_after_the_blocks_before_it():
    (article,) = articles(
        "【要闻】\n【图1】\n开学了。\n【图2：合影】\n院长\n【图3】\n出席。\n【图4】\n典礼现场\n散会。"
    )
    assert [(picture.caption, picture.after) for picture in article.pictures] == [
        ("", 0),
        ("合影", 1),
        ("", 2),
        ("典礼现场", 2),
    ]
    assert article.html == "<p>开学了。</p><p>院长出席。</p><p>散会。</p>"


def test_pictures_alone_are_a_gallery():
    (article,) = articles("【花絮】\n【图1】\n合影\n【图2 讨论】")
    assert (article.kind.value, [picture.caption for picture in article.pictures]) == (
        "gallery",
        ["合影", "讨论"],
    )


# Columns, tables, verses, pages


def test_a_column_is_one_paragraph_from_indent_to_indent():
    line = "江州的春天来得早，渡口的柳树在正月里就绿了，孩子们在树下读书。"
    broken = "\n".join(f"　　{line[:28]}\n{line[28:]}{line[:26]}\n{line[26:]}" for _time in range(3))
    assert outline(f"【要闻】\n{broken}") == [("text", "", [], [line + line] * 3)]


def test_cells_parted_by_tabs_are_a_table():
    (article,) = articles("【成绩】\n成绩如下：\n姓名\t单位\t分\n张伟\t江州大学\t95\n大家辛苦了。")
    assert article.html == (
        "<p>成绩如下：</p><table><tbody><tr><td>姓名</td><td>单位</td><td>分</td></tr>"
        "<tr><td>张伟</td><td>江州大学</td><td>95</td></tr></tbody></table><p>大家辛苦了。</p>"
    )
    assert richtext.clean(article.html) == article.html


def test_ragged_short_lines_are_verses():
    verses = ["春风", "吹过江州的渡口", "一条船", "载着一个民族的黎明"]
    assert outline("【诗歌】\n渡口\n李小山\n" + "\n".join(verses)) == [("talk", "渡口", ["李小山"], verses)]


def test_lines_with_labels_stay_apart():
    lines = ["时间：3月1日", "地点：江州渡口", "主持人：李明", "组长：王芳", "2024年3月5日", "大家到得很早。"]
    assert outline("【要闻】\n前一段结束。\n" + "\n".join(lines))[0][3][1:] == lines


def test_page_numbers_and_running_heads_are_left_out_and_reported():
    text = "学习简报\n第3期\n2024年3月5日\n【要闻】\n开学了。\n大家在渡口\n— 1 —\n学习简报　　　第3期\n重温誓词。\n第 2 页"
    imported = read(text.encode())
    assert [article.html for article in imported.document.articles()] == [
        "<p>开学了。</p><p>大家在渡口重温誓词。</p>"
    ]
    assert [doubt.paragraph for doubt in imported.unsure] == [7]
    assert all(words in imported.unsure[0].message for words in ("— 1 —", "学习简报 第3期", "第 2 页"))


def test_a_table_of_contents_is_a_section():
    found = sections("学习简报\n第3期\n2024年3月5日\n本期要目\n●开学了\n●毕业了\n【要闻】\n好。")
    assert [section.heading for section in found] == ["本期要目", "要闻"]


# Titles, signatures and speakers of other shapes


def test_the_next_piece_of_a_section_with_titles_has_one():
    assert outline(
        "【动态】\n春季班开学\n3月1日，春季班开学了。\n三班赴梅岭教学\n3月3日，三班来到了梅岭。"
    ) == [
        ("text", "春季班开学", [], ["3月1日，春季班开学了。"]),
        ("text", "三班赴梅岭教学", [], ["3月3日，三班来到了梅岭。"]),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("三、机器能替代医生吗？\n（江州医院副院长、主任医师 李明）\n不能。", "三、机器能替代医生吗？"),
        ("我们的答案！\n--写在第十年\n江州党校 李明\n不能。", "我们的答案！"),
        ("演讲题目：一条新路\n演讲人：江州党校 李明\n不能。", "一条新路"),
        ("一条新路\n不能。\n江州党校　李明\n2024年3月5日", "一条新路"),
        ("一条新路\n不能。\n——江州党校 李明", "一条新路"),
        ("江州党校副校长\n李明\n不能。", ""),
    ],
)
def test_titles_and_signatures_of_other_shapes(text, title):
    assert [piece[:3] for piece in outline(f"【交流】\n{text}")] == [("talk", title, ["李明"])]


def test_who_is_quoted_may_stand_before_or_in_brackets():
    assert outline(
        "【金句】\n李明：“实干。”\n王芳（江州党校）：算一算。\n再算一算。\n方法是：学。\n◆ 同行。（江州党校　赵小六）"
    ) == [
        ("quote", "", ["李明"], ["“实干。”"]),
        ("quote", "", ["王芳"], ["算一算。", "再算一算。", "方法是：学。"]),
        ("quote", "", ["赵小六"], ["◆ 同行。"]),
    ]


def test_who_comments_may_stand_above():
    assert [
        piece[::2]
        for piece in outline("【点评】\n江州学院教授 李明：\n好。\n江州市科协副主席 赵小六：\n很好。")
    ] == [("comment", ["李明"]), ("comment", ["赵小六"])]
