"""nginx's configuration as it is shipped, before a server that says what has come to it."""

from __future__ import annotations

import inspect
import re
import ssl
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from tests.deploy.site import LACKING, ROOT, Site, echoing_site

pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with echoing_site(tmp_path_factory.mktemp("site")) as site:
        yield site


# ---- what the application is told


def test_the_application_is_told_who_asks_and_how_and_not_what_he_says_of_himself(site: Site):
    false = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "http", "Forwarded": "for=10.0.0.1"}
    false |= {"X-Forwarded-Host": "elsewhere.example", "X-Real-Ip": "10.0.0.1"}
    with site.asking("127.0.0.5") as client:
        came = client.get("/unit?unit=UNIT7", headers=false).json()
    told = came["headers"]
    assert came["path"] == "/unit?unit=UNIT7"
    assert told["x-forwarded-for"] == "127.0.0.5"
    assert told["x-forwarded-proto"] == "https"
    assert told["host"] == f"localhost:{site.https}"
    assert not {"forwarded", "x-forwarded-host", "x-real-ip"} & set(told)


def test_a_websocket_is_passed_on_and_nothing_else_is_upgraded(site: Site):
    with site.asking() as client:
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
        told = client.get("/_stcore/stream", headers=upgrade).json()["headers"]
        assert (told["connection"], told["upgrade"]) == ("upgrade", "websocket")
        assert "upgrade" not in client.get("/").json()["headers"]


def test_browsers_come_back_encrypted_and_are_told_no_version(site: Site):
    with site.asking() as client:
        answer = client.get("/")
    assert answer.headers.get_list("strict-transport-security") == ["max-age=31536000"]
    assert "nginx/" not in answer.headers["server"]


def test_no_connection_is_used_that_the_application_may_be_closing():
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    ours = re.search(r"upstream .*?keepalive_timeout (\d+)s", conf, re.DOTALL)
    assert ours
    assert int(ours[1]) < inspect.signature(uvicorn.Config).parameters["timeout_keep_alive"].default


# ---- what is refused


def test_plain_http_leads_to_https(site: Site):
    answer = httpx.get(f"http://127.0.0.1:{site.http}/unit?unit=UNIT7", headers={"Host": "localhost"})
    assert (answer.status_code, answer.headers["location"]) == (308, "https://localhost/unit?unit=UNIT7")


def test_another_host_name_is_refused(site: Site):
    answer = httpx.get(f"http://127.0.0.1:{site.http}/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, "không phải của bảng theo dõi" in answer.text) == (421, True)
    with site.asking() as client:
        assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 421
    trust = site.trust
    trust.check_hostname = False
    for name in ("elsewhere.example", None):
        with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
            site.line(trust, name)


@pytest.mark.filterwarnings("ignore:.*TLSv1_1 is deprecated")
def test_an_old_protocol_or_cipher_is_refused(site: Site):
    with site.line() as line:
        assert line.version() == "TLSv1.3"
    old = site.trust
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    weak = site.trust
    weak.set_ciphers("ECDHE-ECDSA-AES256-SHA")
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    for trust in (old, weak):
        with pytest.raises(ssl.SSLError, match="ALERT"):
            site.line(trust)


@pytest.mark.parametrize(("path", "size"), [("/_stcore/upload_file/a/b", 60_000_000), ("/sign-in", 100_000)])
def test_what_is_too_large_is_refused_before_it_is_sent(site: Site, path: str, size: int):
    with site.line() as line:
        line.sendall(f"PUT {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n".encode())
        answer = line.recv(10_000).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert "Dữ liệu gửi lên quá lớn: một tệp tải lên nhiều nhất 50 MB." in answer


def test_a_file_of_fifty_megabytes_is_let_through(site: Site):
    with site.asking() as client:
        assert (
            client.put("/_stcore/upload_file/a/b", content=bytes(50 * 1024 * 1024 + 1000)).status_code == 200
        )


def test_many_sign_ins_from_one_address_are_held_up_and_no_others(site: Site):
    with site.asking("127.0.0.8") as client:
        answers = [client.post("/sign-in") for _ in range(40)]
        assert {answer.status_code for answer in answers[:30]} == {200}
        assert answers[-1].status_code == 429
        assert "Hãy chờ một phút" in answers[-1].text
        assert client.get("/sign-in").status_code == client.get("/").status_code == 200
    with site.asking("127.0.0.9") as client:
        assert client.post("/sign-in").status_code == 200


def test_who_sends_slowly_is_cut_off_and_holds_up_nobody(site: Site):
    slow = [site.line() for _ in range(20)]
    for line in slow:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nX-")
    with site.asking() as client:
        assert client.get("/").status_code == 200
    for line in slow:
        line.settimeout(30)  # nginx's own patience is 60 s
        assert line.recv(1000)[:12] in (b"", b"HTTP/1.1 408")
        line.close()


# ---- what is written down


def test_the_log_holds_no_queries_and_no_tokens(site: Site):
    with site.asking(
        cookies={"session": "S3CRET"}, headers={"Referer": "https://localhost/unit?unit=UNIT7"}
    ) as client:
        for path in (
            "/sign-in?next=/unit%3Funit=UNIT7",
            "/media/S3CRET.csv",
            "/lich/S3CRET.ics",
            "/_stcore/upload_file/S3CRET/1",
        ):
            client.get(path)
        client.post("/sign-in?next=UNIT7", content=bytes(100_000))  # nginx has something to say about that
    log = site.said("thi-dua.log") + site.said("thi-dua.error.log") + site.said("nginx.log")
    assert re.search(r"^127\.0\.0\.1 \S+ GET /sign-in 200 \d+ [\d.]+$", log, re.MULTILINE)
    assert "GET /media/ 200" in log
    assert "GET /lich/ 200" in log
    assert not re.search(r"\?|UNIT7|next|S3CRET", log)
