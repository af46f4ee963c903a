"""A Document with something in every field, invented, for tests of what renders it."""

from briefings.document import (
    Article,
    ArticleKind,
    Byline,
    Credits,
    Distribution,
    DistributionKind,
    Document,
    Masthead,
    Picture,
    Placement,
    Section,
)

SPEAKER = Byline(name="欧阳若溪", organization="澜江省中医药创新研究院", title="副研究员")
PHOTO = "11111111-1111-4111-8111-111111111111"


def rich(photo=None):
    """Five kinds of article, pictures at every placement, all of the colophon. `photo`: a photo's UUID as text."""
    size = {"photo": photo, "width": 1200, "height": 800} if photo else {}
    return Document(
        masthead=Masthead(
            cohort="云州市第8期培训班",
            theme="看不见的守护|科技让城市更有韧性",
            series="学员论坛简报",
            number=3,
            number_label="第三期",
            cumulative=17,
            date="2026-04-05",
            issuer="临时党支部 编",
            marking="内部资料",
        ),
        sections=(
            Section("编者按", (Article(key="lead", html="<p>四十名同学，三个环节。</p>"),)),
            Section("学员论坛", (_report(size),)),
            Section(
                "主旨演讲", (_talk(size), Article(key="t2", kind=ArticleKind.TALK, title="无署名的演讲"))
            ),
            Section("专家点评", (_comment(),)),
            Section("圆桌论坛", (_quote(),)),
            Section("青干风采", (_gallery(size),)),
        ),
        compiled_by="第二组整理撰写",
        distribution=(
            Distribution(DistributionKind.REPORT, ("市科技工委领导",)),
            Distribution(DistributionKind.SEND, ("干部人才处", "青山学院")),
            Distribution(DistributionKind.DISTRIBUTE, ("全体学员",)),
        ),
        added=("镜湖区政府", "双塘县政府"),
        copies=65,
        credits=Credits(editor="许闻溪", reviewers=("韩立言", "白若谷"), signatory="顾清和"),
    )


def _report(size):
    return Article(
        key="report",
        title="门里门外|差的不只是一步",
        subtitle="第8期举办论坛",
        bylines=(Byline(name="冯知微", organization="宣传组"),),
        html="<p>甲段<strong>要点</strong>。</p><ul><li>其一</li><li>其二</li></ul><p>5 &lt; 6 &amp; 7。</p>",
        pictures=(
            Picture(caption="会场全景", alt="会场", credit="骆晓棠", **size),
            Picture(caption="举牌提问", placement=Placement.RIGHT, after=2, **size),
            Picture(caption="片尾字幕", placement=Placement.LEFT, after=3, **size),
        ),
    )


def _talk(size):
    return Article(
        key="t1",
        kind=ArticleKind.TALK,
        title="一张老方子",
        subtitle="从山里到药房",
        bylines=(SPEAKER,),
        html="<p>药方第一段。</p><table><tbody><tr><td>年份</td><td>病例</td></tr></tbody></table>",
        pictures=(Picture(caption="配图说明", placement=Placement.FULL, after=1, **size),),
    )


def _comment():
    return Article(
        key="c1",
        kind=ArticleKind.COMMENT,
        bylines=(Byline(name="秦柏舟", organization="复合材料公司", title="总工程师"),),
        html="<p>讲得扎实，还可以再走半步。</p>",
    )


def _quote():
    return Article(
        key="q1",
        kind=ArticleKind.QUOTE,
        bylines=(Byline(name="韩祎"),),
        html="<p>好专利像一扇门。</p><p>装得上锁，也拿得出钥匙。</p>",
    )


def _gallery(size):
    return Article(
        key="g1",
        kind=ArticleKind.GALLERY,
        pictures=(Picture(caption="合影", **size), Picture(caption="散场之后", credit="学员", **size)),
    )
