"""What nginx spends on handing out a file: the floor nothing goes below. Linux only; None without nginx."""

import http.client
import shutil
import socket
import subprocess
import time
from pathlib import Path

HOST, ROUNDS, REQUESTS = "127.0.0.1", 10, 500
CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen {host}:{port}; root {folder}/pages; default_type text/html; }}
}}
"""


def cpu_per_request(data, body):
    """CPU seconds nginx's worker spends on a request for a file of this content."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None or not Path("/proc/self/schedstat").exists():
        return None
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    home = data / "nginx"
    (home / "pages").mkdir(parents=True)
    for place in (data, home, home / "pages"):
        place.chmod(0o755)  # its worker is somebody else when root starts it
    (home / "pages/page.html").write_bytes(body)
    (home / "nginx.conf").write_text(CONFIGURATION.format(folder=home, host=HOST, port=port))
    server = subprocess.Popen(
        [program, "-p", str(home), "-e", str(home / "nginx.log"), "-c", str(home / "nginx.conf")],
        stderr=subprocess.DEVNULL,
    )
    try:
        return least(port, server)
    finally:
        server.terminate()
        server.wait(10)


def least(port, server):
    """The cheapest of some rounds; None when it does not come up."""
    for _try in range(100):
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0 and workers.read_text().split():
                break
        if server.poll() is not None:
            return None
        time.sleep(0.05)
    worker = workers.read_text().split()[0]
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    times = []
    for _round in range(ROUNDS):
        begun = spent(worker)
        for _request in range(REQUESTS):
            connection.request("GET", "/page.html")
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                return None
        times.append((spent(worker) - begun) / REQUESTS)
    return min(times)


def spent(process):
    """CPU seconds of a process of one thread."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
