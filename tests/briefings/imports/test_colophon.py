import pytest

from briefings.document import Credits, Distribution, DistributionKind
from briefings.imports.text import read

REPORT, SEND, DISTRIBUTE = DistributionKind


def document(foot):
    return read(f"【要闻】\n春季班开学了。\n{foot}".encode()).document


def test_each_kind_has_one_line_in_the_order_of_printing():
    foot = "发：全体学员\n报：市委组织部\n抄送：教务处；各处室（人事处、财务处）\n抄报：市科技局\n送：图书馆、教务处。"
    assert document(foot).distribution == (
        Distribution(REPORT, ("市委组织部", "市科技局")),
        Distribution(SEND, ("教务处", "各处室（人事处、财务处）", "图书馆", "教务处")),
        Distribution(DISTRIBUTE, ("全体学员",)),
    )


def test_labels_may_share_a_line_and_lists_may_go_on_below():
    found = document("报：市委　送：甲处、\n乙处\n发：\n各班级\n本期增发：党史馆、丙处").distribution
    assert found == (
        Distribution(REPORT, ("市委",)),
        Distribution(SEND, ("甲处", "乙处")),
        Distribution(DISTRIBUTE, ("各班级",)),
    )
    assert document("本期增发：党史馆、丙处").added == ("党史馆", "丙处")


@pytest.mark.parametrize(
    "foot",
    [
        "共印50份",
        "（共印 50 份）",
        "发：全体学员　共印50份",
        "发：全体学员（共印五十份）",
        "印数：50份",
    ],
)
def test_copies_are_counted_on_any_line(foot):
    found = document(foot)
    assert found.copies == 50
    assert found.distribution in ((), (Distribution(DISTRIBUTE, ("全体学员",)),))


def test_editors_reviewers_and_signatory_are_credited():
    assert document("责任编辑：李明　审核：王芳、张伟　签发：赵六").credits == Credits(
        "李明", ("王芳", "张伟"), "赵六"
    )


@pytest.mark.parametrize("line", ["（第三组整理撰写）", "(第三组整理撰写)", "会议结束。（第三组整理撰写）"])
def test_who_compiled_the_issue_stands_in_brackets_anywhere(line):
    found = document(f"{line}\n【花絮】\n大家合影。")
    assert found.compiled_by == "第三组整理撰写"
    assert "第三组" not in "".join(article.html for article in found.articles())


def test_two_lines_of_compilers_become_one_and_are_reported():
    imported = read("【甲】\n好。\n（一组供稿）\n【乙】\n好。\n（二组供稿）".encode())
    assert imported.document.compiled_by == "一组供稿、二组供稿"
    assert [doubt.paragraph for doubt in imported.unsure] == [0, 6]


def test_the_colophon_neither_continues_nor_is_continued():
    (article,) = document("还有一句没有说完\n报：市委\n另起一句。").articles()
    assert article.html == "<p>春季班开学了。</p><p>还有一句没有说完</p><p>另起一句。</p>"


def test_labels_the_colophon_does_not_know_stay_in_the_text():
    found = document("撰稿：李明　　审核：王芳\n编　辑：赵六　电话：0555-123\n主送：各委办（党\n委），甲处")
    assert (found.compiled_by, found.credits) == ("撰稿：李明", Credits("赵六", ("王芳",), ""))
    assert found.distribution == (Distribution(SEND, ("各委办（党委）", "甲处")),)
    assert "<p>电话：0555-123</p>" in found.sections[0].articles[0].html
    assert document("（文/吴小军　图/丁一）").compiled_by == "文/吴小军　图/丁一"
