"""What importing a roster costs, beside writing the same rows with bulk_create and nothing else."""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

import io
import resource
import sys
from contextlib import contextmanager
from types import SimpleNamespace

from bench.house import folder, open_house

ROWS, FEWER, WARM = 10_000, 2_000, 50
FIGURES = {
    "rows": "名册行数",
    "plan_apply_ratio": "读入、核对、写入（可撤销）所用 CPU ÷ bulk_create 同样的行",
    "reimport_ratio": "同一份再导入一次（读入、核对，零写入）÷ bulk_create 同样的行",
    "plan_apply_ratio_2000": "2,000 行：读入、核对、写入 ÷ bulk_create 同样的行",
    "reimport_ratio_2000": "2,000 行：再导入一次 ÷ bulk_create 同样的行",
    "peak_mb": "导入全程的内存峰值，MB（含解析进程）",
}
HEADINGS = (
    "序号",
    "姓名",
    "性别",
    "组别",
    "单位",
    "职务",
    "出生年月",
    "政治面貌",
    "学历",
    "身份证号",
    "手机",
    "邮箱",
)


def measure():
    with folder():
        open_house()
        from cohorts.roster import reader

        reader.MOST_ROWS = ROWS
        _compare(WARM)
        _import(workbook(people(ROWS)), _cohort())
        peak = _peak()  # before other work of this benchmark takes more
        fewer, more = _best(FEWER, 5), _best(ROWS, 3)
    return {
        "rows": ROWS,
        "plan_apply_ratio": more.imported / more.bare,
        "reimport_ratio": more.again / more.bare,
        "plan_apply_ratio_2000": fewer.imported / fewer.bare,
        "reimport_ratio_2000": fewer.again / fewer.bare,
        "peak_mb": peak,
    }


def _best(rows, times):
    """The least CPU seconds of each, of some runs."""
    runs = [_compare(rows) for _run in range(times)]
    return SimpleNamespace(
        **{name: min(getattr(run, name) for run in runs) for name in ("bare", "imported", "again")}
    )


def _compare(rows):
    """CPU seconds of bulk_create, of importing and of importing once more."""
    rows = list(people(rows))
    data = workbook(rows)
    with _counted() as bare:
        _bulk_create(rows, _cohort())
    cohort = _cohort()
    with _counted() as imported:
        made = _import(data, cohort)
    assert made.counts["create"] == len(rows)
    with _counted() as again:
        made = _look(data, cohort)
    assert made.counts["same"] == len(rows)
    assert not made.writes
    return SimpleNamespace(bare=bare.seconds, imported=imported.seconds, again=again.seconds)


def _import(data, cohort):
    """Read, looked over and written; returns the Plan."""
    from cohorts.importing.arriving import arrive
    from cohorts.importing.writing import apply

    made = _look(data, cohort)
    return apply(arrive(cohort, data, "名册.xlsx", None, made.made_of[0]), made.digest, seen=made)


def _look(data, cohort):
    """What the file holds and what importing it would do."""
    from cohorts.importing.standing import standing
    from cohorts.roster.plan import plan
    from cohorts.roster.reader import read

    book = read(data, "名册.xlsx")
    return plan(book, standing(cohort, book))


def _bulk_create(rows, cohort):
    """The same people, details, organizations and places, each table at once."""
    from django.db import transaction

    from cohorts.models import Enrollment, Organization, Person, PrivateDetails, StudyGroup

    with transaction.atomic():
        names = dict.fromkeys(row[4] for row in rows)
        organizations = {
            one.name: one
            for one in Organization.objects.bulk_create(
                Organization(name=f"{cohort}{name}") for name in names
            )
        }
        groups = StudyGroup.objects.bulk_create(
            StudyGroup(cohort=cohort, number=number, name=f"第{number}组") for number in range(1, 9)
        )
        people = Person.objects.bulk_create(Person(name=row[1]) for row in rows)
        PrivateDetails.objects.bulk_create(
            PrivateDetails(
                person=person, gender="male", birth=row[6], party=row[7], education=row[8], mobile=row[10], email=row[11],
                id_number_digest="0" * 64, id_number_tail=row[9][-4:],
            )
            for person, row in zip(people, rows, strict=True)
        )  # fmt: skip
        Enrollment.objects.bulk_create(
            Enrollment(
                cohort=cohort, person=person, number=row[0], group=groups[row[0] % 8], title=row[5],
                organization=organizations[f"{cohort}{row[4]}"], organization_name=row[4],
            )
            for person, row in zip(people, rows, strict=True)
        )  # fmt: skip


def _cohort():
    from cohorts.models import Cohort, Program

    number = Program.objects.count() + 1
    program = Program.objects.create(name=f"项目{number}", slug=f"program-{number}")
    return Cohort.objects.create(program=program, number=1, name=f"第{number}班", slug=f"class-{number}")


def people(count):
    """Rows of a roster: nobody's, each with a sound identity number."""
    from cohorts.roster.identity import check_digit

    surnames, given = (
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹",
        "听澜若溪明远知行清和景云书言怀瑾子安予承",
    )
    for n in range(count):
        birth = f"{1965 + n % 30}-{1 + n % 12:02}"
        digits = f"310101{birth.replace('-', '')}{1 + n // 1000 % 28:02}{n % 1000:03}"
        yield (
            n + 1,
            surnames[n % 25] + given[n // 25 % 20] + given[n // 500 % 20],
            "男" if int(digits[-1]) % 2 else "女",
            f"第{n % 8 + 1}组",
            f"云州第{n % 300}研究所",
            "副研究员",
            birth,
            "中共党员",
            "硕士研究生",
            digits + check_digit(digits),
            f"138{n:08}",
            f"trainee{n}@example.com",
        )


def workbook(rows):
    """The rows as the .xlsx that a class has."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        for number, cells in enumerate([HEADINGS, *rows]):
            sheet.write_row(number, 0, cells)
    return buffer.getvalue()


@contextmanager
def _counted():
    """CPU seconds of what happens inside, that of finished child processes included."""
    counted, begun = SimpleNamespace(seconds=None), _cpu()
    yield counted
    counted.seconds = _cpu() - begun


def _cpu():
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _peak():
    """MB of the process and of the largest child."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return (
        sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / unit
    )
