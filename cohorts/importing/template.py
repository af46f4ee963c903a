"""The empty roster that organizers may fill in: headings, one example, and what each column takes."""

from cohorts.importing.books import workbook

EXAMPLE = "例"  # rows that begin so are nobody's
COLUMNS = (
    ("序号", EXAMPLE, "从 1 起，不重复；可不填"),
    ("姓名", "林听澜", "必填；两字名不必加空格"),
    ("性别", "女", "男、女"),
    ("组别", "第一组", "第一组、1组、1 都行；没有的组会新建"),
    ("单位", "云州市科技馆", "全称；合并单元格也行"),
    ("部门", "展教部", "可不填；与职务连写保存"),
    ("职务", "主任", "与单位连写，就是名单上印的样子"),
    ("班级职务", "班长", "班长、组长、支部书记、组织委员……可写多个，用顿号隔开"),
    ("出生年月", "1985-03", "1985-03、1985.03、1985年3月；不要写成 1985.1，那可能是 10 月"),
    ("民族", "汉族", "可不填"),
    ("政治面貌", "中共党员", "可不填"),
    ("学历", "硕士研究生", "可不填"),
    ("手机", "13800000000", "11 位；用来认人，也用来发通知"),
    ("邮箱", "lintinglan@example.com", "可不填"),
    ("身份证号", "", "可不填；只用来认人，系统只存摘要和末四位。单元格请设为“文本”"),
    ("备注", "", "可不填；只有班务看得到"),
)
RULES = (
    "空白单元格不改动系统里已有的内容；要清掉，请写“清空”。",
    "同一份名册可以反复导入：没变的不写，变了的逐格给您看。",
)


def template():
    """The .xlsx as bytes."""
    headings = [name for name, _example, _rule in COLUMNS]
    example = [example for _name, example, _rule in COLUMNS]
    rules = [[name, rule] for name, _example, rule in COLUMNS] + [["", rule] for rule in RULES]
    return workbook([("名册", headings, [example]), ("填写说明", ["列", "怎样填"], rules)])
