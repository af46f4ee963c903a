"""Eight editors, each a process, write one article 1,000 times in all; what was accepted must be found again.

A save that somebody else's forestalled is refused, and sent again from what stands there now, as an editor would.
"""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

import json
import multiprocessing
import os
import random
import subprocess
import sys
import time

from bench.house import folder, open_house, postgres

CLIENTS, SAVES = 8, 1000
MEANINGS = {
    "accepted": "被接受的保存次数（共提交 1,000 份文本）",
    "versions": "留下的版本数，应与之相等",
    "texts_lost": "提交过而在任何版本里都找不到的文本，应为 0",
    "refused": "因他人先保存而被拒、随后重新提交的次数",
    "overwritten": "未经看见就被覆盖的文本，应为 0",
    "save_ms": "每次被接受的保存平均所用毫秒（含等待）",
}
FIGURES = {f"{base}_{name}": text for base in ("sqlite", "postgres") for name, text in MEANINGS.items()}


def measure():
    with folder():
        figures = {f"sqlite_{name}": value for name, value in run().items()}
    with folder(), postgres() as address:
        found = run(DATABASE_URL=address) if address else dict.fromkeys(MEANINGS)
        figures |= {f"postgres_{name}": value for name, value in found.items()}
    return figures


def run(**variables):
    """The figures of one database, from a process that knows this one only."""
    process = subprocess.run(
        [sys.executable, "-m", "bench.saves"],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(process.stdout.splitlines()[-1])


def all_clients():
    """Print the figures of one database."""
    open_house()
    from django.db import connections

    from tests.factories import make_article, make_issue, make_staff

    article = make_article(make_issue(), html="<p>初稿</p>")
    editors = [make_staff(article.section.issue.cohort) for _client in range(CLIENTS)]
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(CLIENTS + 1)
    told = context.SimpleQueue()
    clients = [
        context.Process(target=client, args=(article.pk, by.pk, number, ready, told))
        for number, by in enumerate(editors)
    ]
    for process in clients:
        process.start()
    ready.wait(120)
    begun = time.monotonic()
    stories = [told.get() for _client in clients]
    seconds = time.monotonic() - begun
    for process in clients:
        process.join()
    print(json.dumps(account(article, stories, seconds)))


def client(article, editor, number, ready, told):
    """Save this client's share of the texts; tell (its texts, how often it was refused)."""
    import django

    django.setup()
    from briefings.models import Article, Conflict
    from briefings.models.drafting import save_article
    from briefings.richtext import paragraph, plain
    from cohorts.models import User

    by, texts, refused = User.objects.get(pk=editor), [], 0
    ready.wait(120)
    while len(texts) < SAVES // CLIENTS:
        read = Article.objects.select_related("section__issue").get(pk=article)
        text = f"第{number}人第{len(texts)}稿，改自{plain(read.html).partition('，')[0]}"
        try:
            save_article(read, {"html": paragraph(text)}, [], [], revision=read.revision, by=by)
        except Conflict:
            refused += 1
            time.sleep(random.uniform(0, 0.05))  # as many editors as these never think equally long
        else:
            texts.append(text)
    told.put((texts, refused))


def account(article, stories, seconds):
    """What was accepted, against what the database holds."""
    from briefings.models import Version
    from briefings.richtext import plain

    article.refresh_from_db()
    accepted = [text for texts, _refused in stories for text in texts]
    kept = [plain(next(version.document.articles()).html) for version in Version.objects.order_by("pk")]
    seen = [text.partition("，")[0] for text in ["初稿", *kept[:-1]]]
    replaced = [text.partition("改自")[2] for text in kept]
    return {
        "accepted": article.revision,
        "versions": len(kept),
        "texts_lost": len(set(accepted) - set(kept)) + (plain(article.html) != kept[-1]),
        "refused": sum(refused for _texts, refused in stories),
        "overwritten": sum(one != other for one, other in zip(replaced, seen, strict=True)),
        "save_ms": seconds * 1000 / len(accepted),
    }


if __name__ == "__main__":
    all_clients()
