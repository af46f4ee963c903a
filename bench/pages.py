"""CPU per request of the pages readers see, over an empty view behind the same server and middleware.

One granian serves all addresses in turn, in many short rounds; of each address the cheapest round counts,
which is the one that other work on the machine disturbed least.
"""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench import nginx
from bench.house import folder, open_house

FIGURES = {
    "page_public_ratio": "公开一期的页面：每次请求 CPU ÷ 空视图",
    "page_member_ratio": "登录学员读本班一期（真正核对权限）：每次请求 CPU ÷ 空视图",
    "list_public_ratio": "往期目录（未登录）：每次请求 CPU ÷ 空视图",
    "home_public_ratio": "首页（未登录）：每次请求 CPU ÷ 空视图",
    "page_public_queries": "公开一期的页面的查询数（已读过一次之后）",
    "page_member_queries": "登录学员的页面的查询数",
    "list_queries": "往期目录的查询数",
    "home_queries": "首页的查询数",
    "page_bytes": "一期页面的字节数，未压缩",
    "page_bytes_br": "一期页面经 brotli 的字节数（没有 brotli 时为 —）",
    "nginx_static_ratio": "nginx 发送同一文件的 CPU ÷ 公开一期的页面，越近 1 越好（没有 nginx 时为 —）",
    "empty_cpu_ms": "空视图每次请求的 CPU 毫秒",
}
ROUNDS, REQUESTS, ISSUES = 25, 80, 12
HOST = "127.0.0.1"


def measure():
    with folder() as data:
        open_house()
        addresses, cookie = content()
        figures = queries(addresses, cookie)
        with serving(data) as port:
            figures |= costs(port, addresses, cookie, data)
    return {name: figures[name] for name in FIGURES}


def content():
    """({name: (path, signed in)}, a trainee's cookie) of a house with a dozen issues of each audience."""
    from django.conf import settings
    from django.test import Client

    from tests.factories import make_issue, make_published, make_series, make_trainee

    series = make_series(review_stages=0)
    editor = None
    for number in range(ISSUES):
        for audience in ("public", "cohort"):
            issue = make_issue(series, visibility=audience, date=date(2026, 3, 1 + number))
            editor = written(issue, editor)
            make_published(issue)
    latest = {issue.visibility: issue for issue in series.issues.order_by("date")}
    client = Client()
    client.force_login(make_trainee(series.cohort))
    addresses = {
        "empty": ("/bench/empty/", False),
        "page_public": (f"/issues/{latest['public'].slug}/", False),
        "page_member": (f"/issues/{latest['cohort'].slug}/", True),
        "list": ("/issues/", False),
        "home": ("/", False),
    }
    name = settings.SESSION_COOKIE_NAME
    return addresses, f"{name}={client.cookies[name].value}"


def written(issue, editor):
    """An issue as long as a real one: eight sections, ten articles, six photos."""
    from briefings.models import ArticlePhoto
    from briefings.richtext import paragraph
    from tests.factories import jpeg, make_article, make_photo, make_staff

    editor = editor or make_staff(issue.cohort)
    text = "本次论坛围绕主题，结合各自岗位的工作实际，从课题凝练、团队建设和成果转化等方面作了交流。" * 4
    for n in range(10):
        article = make_article(
            issue, heading=f"栏目{n % 8}", title=f"第{n}篇 山海之间", html=paragraph(text) * 5, position=n,
            kind="talk" if n % 2 else "text",
        )  # fmt: skip
        article.bylines.create(name="林听澜", organization="云州海洋研究所", title="研究员")
        if n < 6:
            photo = make_photo(issue.cohort, by=editor, data=jpeg(60, 40), caption="论坛现场")
            ArticlePhoto.objects.create(article=article, photo=photo, width=photo.width, height=photo.height)
    return editor


def queries(addresses, cookie):
    """How many queries each page takes when it has been read before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for name, (path, signed_in) in addresses.items():
        client = Client(HTTP_HOST="localhost", **({"HTTP_COOKIE": cookie} if signed_in else {}))
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        counted[f"{name}_queries"] = len(captured)
    return counted


@contextmanager
def serving(data):
    """The port of a granian with one worker, as the site runs."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", HOST,
             "--port", str(port), "--workers", "1", "--log-level", "warning", "trainingsite.wsgi:application"],
            stdout=log, stderr=log, env=os.environ,
        )  # fmt: skip
        try:
            wait_for(port, server)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def wait_for(port, server):
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


class Reader:
    """A kept-alive connection that asks for one address again and again."""

    def __init__(self, port, path, cookie=""):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=20)
        self.path = path
        self.headers = {"Accept-Encoding": "br, gzip"} | ({"Cookie": cookie} if cookie else {})
        self.answer = self.read()

    def read(self):
        """(content encoding, body)."""
        self.connection.request("GET", self.path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{self.path} answers {response.status}")
        return response.getheader("Content-Encoding", ""), body


def costs(port, addresses, cookie, data):
    """The ratios, and what a page weighs."""
    readers = {
        name: Reader(port, path, cookie if signed_in else "") for name, (path, signed_in) in addresses.items()
    }
    clock = Reader(port, "/bench/cpu/")
    spent = {name: [] for name in readers}
    for _round in range(ROUNDS):
        for name, reader in readers.items():
            spent[name].append(cpu(clock, reader))
    least = {name: min(times) for name, times in spent.items()}
    encoding, body = readers["page_public"].answer
    static = nginx.cpu_per_request(data, plain_body(port, addresses["page_public"][0]))
    return {
        **{f"{name}_ratio": least[name] / least["empty"] for name in ("page_public", "page_member")},
        **{f"{name}_public_ratio": least[name] / least["empty"] for name in ("list", "home")},
        "page_bytes": len(plain_body(port, addresses["page_public"][0])),
        "page_bytes_br": len(body) if encoding == "br" else None,
        "nginx_static_ratio": static and static / least["page_public"],
        "empty_cpu_ms": least["empty"] * 1000,
    }


def cpu(clock, reader):
    """CPU seconds a request, by the server's own account; the asking is as dear each time."""
    begun = clock.read()[1].split()
    for _request in range(REQUESTS):
        if reader.read()[1] != reader.answer[1]:
            raise RuntimeError(f"{reader.path} changed meanwhile")
    ended = clock.read()[1].split()
    if begun[0] != ended[0]:
        raise RuntimeError("more than one process serves: their time can't be told apart")
    return (float(ended[1]) - float(begun[1])) / REQUESTS


def plain_body(port, path):
    reader = Reader(port, path)
    reader.headers = {}
    return reader.read()[1]
