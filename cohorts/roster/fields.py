"""The fields a roster is read into, and the headings they stand under in the files people have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """`headings` come best first: with 职务 and 职称 in one sheet, 职务 is read.

    `most` is how many characters fit. A merged cell holds for all of its rows where the value may be `shared`.
    What is `private` is quoted in no message.
    """

    name: str
    headings: tuple[str, ...]
    most: int = 80
    shared: bool = False
    private: bool = False

    @property
    def label(self) -> str:
        return self.headings[0]


FIELDS = {
    field.name: field
    for field in (
        Field("number", tuple("序号 编号 学员编号 班级序号 学号 序 号 no no.".split())),
        Field(
            "name",
            tuple(
                "姓名 学员姓名 人员姓名 参训人员姓名 参训学员姓名 本人姓名 名字 参训人员 学员 name".split()
            ),
            most=40,
        ),
        Field("gender", tuple("性别 gender sex".split())),
        Field(
            "group",
            tuple(
                "组别 小组 分组 学习小组 所在小组 所属小组 小组名称 讨论小组 讨论组 所在组 组号 分组情况 组".split()
            ),
            most=20,
            shared=True,
        ),
        Field(
            "organization",
            tuple(
                "单位 工作单位 所在单位 单位名称 工作单位名称 现工作单位 单位全称 工作单位全称 所属单位 选派单位 推荐单位 派出单位 选送单位 送训单位".split()
            ),
            most=120,
            shared=True,
        ),
        Field(
            "department",
            tuple("部门 所在部门 工作部门 部门名称 处室 所在处室 内设机构 科室 院系".split()),
            shared=True,
        ),
        Field(
            "title",
            tuple(
                "职务 现任职务 现职务 担任职务 行政职务 工作职务 党政职务 职位 岗位 职称 技术职称 专业技术职务 职级 职务层次".split()
            ),
            shared=True,
        ),
        Field(
            "organization_and_title",
            tuple("单位职务 工作单位职务 现任工作单位职务 任职情况".split()),
            most=200,
            shared=True,
        ),
        Field(
            "mobile",
            tuple(
                "手机 手机号 手机号码 移动电话 本人手机 本人手机号 本人手机号码 联系手机 联系电话 电话 电话号码 联系方式 mobile phone".split()
            ),
            most=20,
            private=True,
        ),
        Field(
            "email",
            tuple("邮箱 电子邮箱 电子邮件 邮箱地址 电子邮箱地址 电子信箱 邮件 email e-mail mail".split()),
            most=254,
            private=True,
        ),
        Field(
            "id_number",
            tuple(
                "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 身份证件号码 证件号码 证件号".split()
            ),
            private=True,
        ),
        Field("birth", tuple("出生年月 出生日期 出生年月日 出生时间 出生 生日".split())),
        Field("party", tuple("政治面貌 政治面目 党派".split()), most=20, shared=True),
        Field("ethnicity", tuple("民族".split()), most=20, shared=True),
        Field("education", tuple("学历 最高学历 学历学位 文化程度".split()), most=40, shared=True),
        Field("class_post", tuple("班级职务 班内职务 班委职务 班委 支部职务".split()), most=40),
        Field("remark", tuple("备注 说明 注 remark".split()), most=200),
    )
}
SHARED = frozenset(field.name for field in FIELDS.values() if field.shared)
