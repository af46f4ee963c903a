"""An invented issue of eight sections, as they are printed after a forum, for tests of what records it."""

from briefings.imports import Names
from briefings.imports.text import read

TEXT = """云州市第8期培训班

把论文写在工地上

学员论坛专题简报

第二期

（2026年4月10日）

【编者按】

学员论坛如期举行，现将内容编发如下。

【学员论坛】

把论文写在工地上 ——第8期举办学员论坛

4月3日下午，第8期临时党支部在青山学院明德厅举办学员论坛。青山学院党委书记、院长顾清和，青山学院副院长程以珩，市科技工委干部人才处副处长苗青，出席活动并作点评。

主旨论坛由支部书记韩立言主持。四位学员先后发言，**掌声不断**。

【主旨演讲】

桥墩的体温

云州路桥集团 林听澜

夏天的桥墩会发烧。

我们给它量体温。

隧道里的毫米

云州轨道交通设计院 宋秉文

沉降以毫米计。

一粒种子的旅行

云州种质资源中心 周牧野

种子从零下十八度出发。

钢丝绳会说话

云州特种设备检验院 尹向东

听它经过滑轮的声音。

【专家点评】

顾清和书记、程以珩副院长、白若谷教授作了点评。

程以珩副院长指出，四个报告都很扎实。

白若谷教授认为，讲故事的本领不亚于做研究。

顾清和书记表示，希望论坛办下去。

【专题讲座】

怎样问出一句真话

——调查研究的设计与核实

论坛邀请到了澜江大学社会调查中心主任沈见川，为大家带来专题讲座。沈见川主任说，先看现场。

【圆桌论坛】

圆桌论坛由沈见川主任主持。云州市科技馆奚雨薇、云州计量测试研究院喻晓岚两位学员，就怎样提问展开讨论。

现场发言摘录如下：

先蹲下，再看湖。

蹲下的人看得见水草。

——林听澜

数字不会说话，人会。

——宋秉文

种子不着急。

——周牧野

声音是最早的警报。

——尹向东

空着的格子也是一种回答。

——喻晓岚

孩子是最好的老师。

——奚雨薇

提问要短，5 < 6。

——韩立言

今天的讨论很有火药味。

——沈见川

【领导总结发言】

最后，市科技工委干部人才处副处长苗青对整场论坛作总结发言。他指出，论坛立意高。

苗处强调，要把所学带回岗位。

（第三组整理撰写）

【学员风采】

报：市科技工委领导

发：全体学员
"""


def printed(names=None):
    """The Document of that text, with the persons of `names`."""
    return read(TEXT.encode(), names or Names()).document


def shape(document):
    """What composing again must give back: headings, and of each article kind, titles, bylines and text."""
    return [
        (
            section.heading,
            [
                (article.kind.value, article.title, article.subtitle, article.bylines, article.html)
                for article in section.articles
            ],
        )
        for section in document.sections
    ]
