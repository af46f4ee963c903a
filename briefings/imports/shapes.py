"""What titles, bylines, signatures and quotes look like on their line."""

import re

from briefings.imports.lines import DASH, LISTED
from briefings.imports.people import LABEL

QUOTES = re.compile("金句|语录|摘录|摘编|感言|心声|寄语|圆桌|箴言|声音")
COMMENTS = "点评"
TITLE_LABEL = re.compile(r"(?:演讲|报告|讲座|发言)?(?:题目|标题)\s*[：:]\s*(?=\S)")
DASHED = re.compile(rf"{DASH}\s*(?=[^\s—―─])")
OTHER = re.compile(f"{DASHED.pattern}|{TITLE_LABEL.pattern}")  # under a title, what is not its text
TITLE_AND_SUBTITLE = re.compile(rf"(\S.*?)([ \u3000]*){DASH}[ \u3000]*([^\s—―─].*)")
SIGNED = re.compile(rf"\s*{DASH}\s*([^—―─。！？；：，,]{{2,30}})$")
SPEAKER = re.compile(rf"((?:{LISTED.pattern})?\s*)([^：:。！？；，“”]{{2,40}})[：:]\s*(?=\S)")
IN_BRACKETS = re.compile(r"(?<=[。！？”])[（(]([^（()）]{2,30})[)）]$")
CERTAIN = re.compile(rf"[（(].*\s.*[)）]|{LABEL.pattern}.*")  # a byline beyond doubt: bracketed or labelled
