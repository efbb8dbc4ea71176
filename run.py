#!/usr/bin/env python3
"""Launcher: makes its own .venv, installs what is pinned, then starts the dashboard or runs the tests.

Standard library only. It has to parse on old Pythons too (hence no modern syntax here),
so that they get a sentence and not a traceback.
"""

import argparse
import contextlib
import io
import ipaddress
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

from deploy import startup
from deploy.environment import OLDEST_PYTHON, ROOT, Refusal, prepare, say, venv_python

HOST = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
PORT = 8501
SECONDS_TO_START = 90

HELP = """\
Bảng theo dõi thi đua, khen thưởng.

  python3 run.py [--data THƯ_MỤC] [--port N] [--no-browser]
      Mở bảng theo dõi trên máy này. Lần đầu sẽ tự cài đặt (cần mạng, khoảng một phút).
  python3 run.py --share [--host TÊN …] [--read-only]
      Mở cho cả mạng: ai cũng phải đăng nhập; với --read-only thì không ai phải, nhưng chỉ thấy số liệu công khai.
  python3 run.py --city THƯ_MỤC [--share]
      Ở thành phố, tỉnh: mở số liệu mà các xã, phường đã gửi lên.
  python3 run.py --install [các tuỳ chọn]      python3 run.py --uninstall
      Tự chạy với các tuỳ chọn ấy mỗi khi đăng nhập máy này, không hiện cửa sổ; thôi tự chạy.
  python3 run.py test [tham số của pytest]
      Chạy toàn bộ kiểm thử, kể cả kiểm thử trên trình duyệt.
  python3 run.py bench [--rounds N] [--quick]
      Đo tốc độ, ghi kết quả vào benchmarks/RESULTS.md (khoảng một giờ; --quick: mười phút, chỉ in ra).

Tuỳ chọn:
  --data THƯ_MỤC   thư mục chứa các tệp .csv (mặc định: dữ liệu mẫu trong data/)
  --city THƯ_MỤC   thư mục của thành phố: communes.csv, kho số liệu và các gói
  --port N         cổng trên máy này (mặc định: 8501)
  --no-browser     không tự mở trình duyệt
  --host TÊN       tên máy chủ mà người khác gõ vào trình duyệt; ghi nhiều lần nếu có nhiều tên
                   (mặc định: tên và địa chỉ của máy này trong mạng)
  --proxy ĐỊA_CHỈ  địa chỉ IP của nginx đứng trước máy chủ này (thường là 127.0.0.1): chỉ tin nó khi nó nói ai đang
                   xem và đường truyền có mã hoá; nginx ở ngay máy này thì không mở cổng ra mạng
  -h, --help       hiện hướng dẫn này

Biến môi trường:
  EMULATION_DATA   như --data
  EMULATION_CITY   như --city
  EMULATION_ACCOUNTS   tệp tài khoản (mặc định: tai-khoan.sqlite trong thư mục dữ liệu)
  EMULATION_PROVIDER   tệp mô tả nơi đăng nhập của tỉnh (mặc định: dang-nhap-tinh.toml cạnh tệp tài khoản)
  EMULATION_SITE       địa chỉ mà mọi người mở bảng theo dõi, cho đường dẫn trong lịch và thư: https://TÊN_MÁY
  EMULATION_SHARE      do chương trình tự đặt: accounts (--share), read-only (--share --read-only), hoặc trống
  CHROMIUM         đường dẫn tới Chromium, Chrome hoặc Edge dùng khi kiểm thử

Trên Windows dùng "py run.py" thay cho "python3 run.py". Cần Python 3.11 trở lên.
"""


def main(arguments):
    """Run the command; return the exit code."""
    try:
        check_python(sys.version_info)
        if arguments[:1] == ["test"]:
            return run_tests(arguments[1:])
        if arguments[:1] == ["bench"]:
            return run_benchmarks(arguments[1:])
        return run_dashboard(arguments)
    except Refusal as refusal:
        say("\n{}".format(refusal))
        return 1
    except KeyboardInterrupt:
        say("\nĐã dừng.")
        return 130


# ---- the three commands


def run_dashboard(arguments):
    """Start the dashboard and stay until it is stopped."""
    options = parse_options(arguments)
    if options.help:
        say(HELP)
        return 0
    city = chosen_city(options, os.environ)
    data = data_folder(city or options.data, os.environ)
    if options.install or options.uninstall:
        return startup.change(arguments, data, "--city" if city else "--data")
    check_port(options.port)
    prepare("requirements-city.txt" if city else "requirements.txt")
    screen = has_display(sys.platform, os.environ)
    quiet = options.no_browser or options.share
    return serve(data, options, open_browser=screen and not quiet, is_city=bool(city))


def run_tests(arguments):
    """Run pytest in the environment; without arguments all tests, on all cores."""
    prepare("requirements-test.txt")
    sys.path.insert(0, str(ROOT))
    from tests.browser.chromium import NOT_FOUND, find_chromium

    if find_chromium() is None:
        say(NOT_FOUND)
    # Three at least: browser tests mostly wait. What is left is shared out, so that none ends alone.
    whole_suite = ["-n", str(min(4, max(3, os.cpu_count() or 1))), "--dist", "worksteal", "--durations=25"]
    command = [str(venv_python()), "-m", "pytest"] + (arguments or whole_suite)
    # What one worker has compiled, the others, the servers that they start and the next run need not compile again.
    return subprocess.call(command, cwd=str(ROOT), env=dict(os.environ, PYTHONDONTWRITEBYTECODE=""))


def run_benchmarks(arguments):
    """Measure in the environment, see benchmarks/bench.py."""
    prepare("requirements-test.txt")
    return subprocess.call([str(venv_python()), "benchmarks/bench.py"] + arguments, cwd=str(ROOT))


def parse_options(arguments):
    """The dashboard's options; a refusal for anything else."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--data")
    parser.add_argument("--city")
    parser.add_argument("--port", default=str(PORT))
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--share", action="store_true")
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--host", action="append", default=[])
    parser.add_argument("--proxy")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--uninstall", action="store_true")
    parser.error = refuse_arguments
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        refuse_arguments(" ".join(unknown))
    if not (options.port.isdecimal() and 1 <= int(options.port) <= 65535):
        raise Refusal("Cổng phải là số từ 1 đến 65535, không phải {}.".format(options.port))
    options.port = int(options.port)
    if (options.read_only or options.host or options.proxy) and not options.share:
        raise Refusal(
            "--read-only, --host và --proxy chỉ dùng cùng --share.", "Xem hướng dẫn: python3 run.py --help"
        )
    wrong = [host for host in options.host if not re.match(r"[\w*:.-]+$", host)]
    if wrong:
        raise Refusal("--host cần tên máy, ví dụ thidua.xa.vn, không phải {}.".format(wrong[0]))
    try:
        options.proxy = ipaddress.ip_address(options.proxy) if options.proxy is not None else None
    except ValueError:
        raise Refusal("--proxy cần địa chỉ IP, ví dụ 127.0.0.1, không phải {}.".format(options.proxy))
    return options


def refuse_arguments(message):
    """Stands in for argparse's own error, which is English."""
    raise Refusal("Không hiểu tham số: {}".format(message), "Xem hướng dẫn: python3 run.py --help")


def chosen_city(options, environ):
    """The city's folder, where its figures and not a commune's are to be shown."""
    if options.city and options.data:
        raise Refusal("--city và --data không dùng cùng nhau.", "Xem hướng dẫn: python3 run.py --help")
    city = options.city or ("" if options.data else environ.get("EMULATION_CITY"))
    if city and options.read_only:
        raise Refusal(
            "Số liệu của thành phố chỉ mở cho người đăng nhập, không dùng --read-only.",
            "Chạy lại với --share, không có --read-only.",
        )
    return city


def data_folder(chosen, environ):
    """The data folder asked for, seen from the caller's directory; else the sample. It need not exist."""
    folder = chosen or environ.get("EMULATION_DATA") or str(ROOT / "data")
    return Path(os.path.abspath(os.path.expanduser(folder)))


def has_display(platform, environ):
    """Whether opening a browser can show anything."""
    return platform in ("win32", "darwin") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


# ---- what the machine must offer


def check_python(version):
    """Refuse a Python that the dashboard cannot run on."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise Refusal(
            "Cần Python 3.11 trở lên, máy đang dùng Python {}.{}.".format(version[0], version[1]),
            "Tải bản mới tại https://www.python.org/downloads/ rồi chạy lại.",
        )


def check_port(port):
    """Refuse a port that something else holds or that may not be opened."""
    with socket.socket() as caller:
        caller.settimeout(1)
        answered = caller.connect_ex((HOST, port)) == 0
    if answered:
        raise taken_port(port)
    with socket.socket() as server:
        if sys.platform != "win32":  # there it would share a taken port instead of refusing it
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except PermissionError:
            raise Refusal("Máy không cho phép mở cổng {}. Chọn cổng khác, ví dụ {}.".format(port, PORT))
        except OSError:
            raise taken_port(port)


def taken_port(port):
    """The refusal for a port in use, with the way out."""
    other = port + 1 if port < 65535 else PORT
    return Refusal(
        "Cổng {} đang được chương trình khác dùng.".format(port),
        "Nếu bảng theo dõi đã mở sẵn, vào http://{}:{}".format(HOST, port),
        "Nếu không, chọn cổng khác: python3 run.py --port {}".format(other),
    )


# ---- the server


def serve(data, options, open_browser, is_city=False):
    """Run the server until it ends or is interrupted."""
    address = "http://{}:{}".format(HOST, options.port)
    hosts = (options.host or own_names()) if options.share else []
    behind_own_proxy = options.proxy and options.proxy.is_loopback
    given = {
        "server.address": EVERYWHERE if options.share and not behind_own_proxy else HOST,
        "server.port": str(options.port),
        "server.headless": "true",
        "server.allowedHosts": ",".join([HOST, "localhost"] + hosts),
    }
    share = "" if not options.share else "read-only" if options.read_only else "accounts"
    server = subprocess.Popen(
        [str(venv_python()), "-m", "emulation.ui.server.serve"]
        + [word for name, value in given.items() for word in ("--" + name, value)],
        cwd=str(ROOT),
        env=dict(
            os.environ,
            EMULATION_DATA=str(data),
            EMULATION_CITY=str(data) if is_city else "",
            EMULATION_SHARE=share,
            FORWARDED_ALLOW_IPS=str(options.proxy or ""),  # uvicorn's: whom it believes who asks and how
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        say("Đang khởi động…")
        if not wait_until_up(server, address):
            raise Refusal("Bảng theo dõi không khởi động được. Nguyên nhân ở các dòng phía trên.")
        way = "https://{}" if options.proxy else "http://{}:{}"
        addresses = [way.format(host, options.port) for host in hosts] or [address]
        say("Bảng theo dõi đang chạy tại  {}".format("  ".join(addresses)))
        say("Dữ liệu: {}\nNhấn Ctrl+C để dừng.".format(data))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        if server.wait() != 0:
            raise Refusal("Bảng theo dõi đã dừng đột ngột (mã {}).".format(server.returncode))
    except KeyboardInterrupt:
        say("\nĐã dừng bảng theo dõi.")
    finally:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
    return 0


def own_names():
    """What others on the network can call this machine: its name and its addresses."""
    names = [socket.gethostname()]
    with contextlib.suppress(OSError):  # a name that no directory knows
        names += socket.gethostbyname_ex(names[0])[2]
    with contextlib.suppress(OSError):  # no network
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it asks which of our addresses leads out of here
            names.append(probe.getsockname()[0])
    return sorted(set(names) - {HOST, "localhost"})


def wait_until_up(server, address):
    """Whether the server answers before it ends or the time runs out."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            direct.open(address + "/_stcore/health", timeout=2).close()
            return True
        except OSError:
            time.sleep(0.2)
    return False


# ---- the console


def make_console_safe():
    """A Windows console in cp1252 would stop at the first Vietnamese letter."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None:
            wrapped = io.TextIOWrapper(stream.buffer, encoding="utf-8", errors="replace", line_buffering=True)
            setattr(sys, name, wrapped)


def keep_window_open():
    """After a double-click on Windows the window would close before the message is read."""
    if os.name == "nt" and "PROMPT" not in os.environ and sys.stdin and sys.stdin.isatty():
        input("\nNhấn Enter để đóng cửa sổ.")


if __name__ == "__main__":
    make_console_safe()
    for signal_number in (signal.SIGINT, signal.SIGTERM):  # a plain kill must not leave the server behind
        signal.signal(signal_number, signal.default_int_handler)
    exit_code = main(sys.argv[1:])
    if exit_code:
        keep_window_open()
    sys.exit(exit_code)
