"""Files that are no rosters, or worse, through the upload page: a sentence beside the form, at once, and nothing kept."""

import time
import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts.models import Role, RosterImport
from tests.cohorts.roster.files import HEADINGS, inline, ole, raw_xlsx, xls, xlsx, zipped
from tests.factories import make_cohort, make_staff

pytestmark = pytest.mark.django_db
GOOD = xlsx([HEADINGS, ("1", "林听澜", "女", "第一组", "江州局")])
HEAD = inline(1, *HEADINGS)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def bomb(size):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(name, b" " * size)
    return buffer.getvalue()


def encrypted():
    """A workbook with the bit set that says a part is locked."""
    data = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def lines(count):
    return "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(2, count))


HOSTILE = {
    "empty": lambda: b"",
    "no spreadsheet": lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "a web page": lambda: bytes("<html><table><tr><td>姓名</td></tr></table></html>", "utf-8"),
    "truncated": lambda: GOOD[: len(GOOD) // 2],
    "without its end": lambda: GOOD[:-30],
    "encrypted parts": encrypted,
    "encrypted by Excel": lambda: ole({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5000)}),
    "a damaged .xls": lambda: xls({(0, 0): "姓名"})[:700],
    "a bomb of 600 MB": lambda: bomb(200 * 1024 * 1024),
    "a bomb in one part": lambda: zipped({"xl/worksheets/sheet1.xml": b"0" * 150 * 1024 * 1024}),
    "a million rows": lambda: raw_xlsx(HEAD + lines(1_000_000)),
    "a cell far down": lambda: raw_xlsx(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "entities": lambda: raw_xlsx(inline(1, "&i;"), prolog=ENTITIES + "]>"),
    "an entity from outside": lambda: raw_xlsx(inline(1, "&x;"), prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "2,001 people": lambda: xlsx([HEADINGS, *(("", f"林听{chr(0x4E00 + n)}", "女") for n in range(2001))]),
    "61 columns": lambda: xlsx([[*HEADINGS, *[""] * 60, "x"], ("1", "林听澜", "女")]),
    "a zip of something else": lambda: zipped({"readme.txt": "x"}),
    "3,000 parts": lambda: zipped({f"p{n}": "x" for n in range(3000)}),
    "a part that climbs out": lambda: zipped({"../../etc/cron.d/x": "x", "xl/workbook.xml": "x"}),
    "NUL bytes in text": lambda: bytes("姓名,单位,手机\n林\0听澜,江州局,1\n", "utf-8"),
    "no known encoding": lambda: bytes(range(128, 256)) * 30,
    "6 MB": lambda: b"x" * (6 * 1024 * 1024),
}  # fmt: skip


@pytest.fixture
def page(client):
    cohort = make_cohort()
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return reverse("admin:cohorts_cohort_import", args=[cohort.pk])


def kept():
    return storages["rosters"].listdir("")[1] if storages["rosters"].exists("") else []


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_hostile_file_is_refused_in_words_at_once(page, client, kind, ending):
    data = HOSTILE[kind]()
    begun = time.monotonic()
    response = client.post(page, {"file": SimpleUploadedFile(f"名册.{ending}", data)})
    seconds = time.monotonic() - begun
    text = response.content.decode()
    assert (response.status_code, 'class="errorlist"' in text, 'type="file"' in text) == (422, True, True)
    assert (kept(), RosterImport.objects.count()) == ([], 0)
    assert seconds < 4, seconds  # two on a machine that does nothing else


def test_the_same_page_takes_a_good_file(page, client):
    response = client.post(page, {"file": SimpleUploadedFile("名册.xlsx", GOOD)})
    assert (response.status_code, len(kept()), RosterImport.objects.count()) == (302, 1, 1)


@pytest.mark.parametrize(
    "sent", [{}, {"file": ""}, {"file": "x"}, {"file": SimpleUploadedFile("x" * 200 + ".xlsx", GOOD)}]
)
def test_without_a_file_that_can_be_kept_the_form_says_so(page, client, sent):
    response = client.post(page, sent)
    assert (response.status_code, 'class="errorlist"' in response.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "name", ["<script>.xlsx", "a\0b.xlsx", "../../x.xlsx", "名册\u202excl.xlsx", "no ending", ".xlsx"]
)
def test_any_name_of_a_file_is_text_and_nothing_more(page, client, name):
    response = client.post(page, {"file": SimpleUploadedFile(name, GOOD)}, follow=True)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<body")[2].partition("<script src")[0]
    found = RosterImport.objects.get()
    assert ("/" in found.file_name, "\0" in found.file_name) == (False, False)


@pytest.mark.parametrize("name", ["&#0;", "&lt;b&gt;", "x" * 120, "&#10;", ""])
def test_sheets_of_any_name_are_looked_over(page, client, name):
    data = raw_xlsx(HEAD + inline(2, "1", "林听澜", "女"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('name="名册"', f'name="{name}"')
    response = client.post(page, {"file": SimpleUploadedFile("a.xlsx", zipped(parts))}, follow=True)
    assert response.status_code in (200, 422)
    for found in RosterImport.objects.all():
        columns = reverse("admin:cohorts_cohort_import_columns", args=[found.cohort_id, found.pk])
        sent = {
            "sheet0-read": "on",
            "sheet0-header": "1",
            "sheet0-column1": "name",
            "sheet0-column4": "organization",
        }
        review = client.post(columns, sent, follow=True)
        assert (review.status_code, "林听澜" in review.content.decode()) == (200, True)


def test_two_sheets_of_one_name_break_nothing(page, client):
    data = raw_xlsx(HEAD + inline(2, "1", "林听澜", "女"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    book = parts["xl/workbook.xml"]
    twice = book.replace("</sheets>", '<sheet name="名册" sheetId="2" r:id="r"/></sheets>')
    response = client.post(
        page, {"file": SimpleUploadedFile("a.xlsx", zipped(parts | {"xl/workbook.xml": twice}))}, follow=True
    )
    assert response.status_code in (200, 422)
    for found in RosterImport.objects.all():
        assert (
            client.get(
                reverse("admin:cohorts_cohort_import_review", args=[found.cohort_id, found.pk])
            ).status_code
            == 200
        )
