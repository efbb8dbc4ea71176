#!/usr/bin/env python3
"""Launcher: makes its own .venv, installs what is pinned, then starts the dashboard or runs the tests.

Standard library only. It has to parse on old Pythons too (hence no modern syntax here),
so that they get a sentence and not a traceback.
"""

import argparse
import hashlib
import importlib.util
import io
import json
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

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
INSTALL_LOG = VENV / "install.log"
OLDEST_PYTHON = (3, 11)
PINS = {  # each set to install, and the files that decide what it is
    "requirements.txt": ["requirements.txt", "constraints.txt"],
    "requirements-test.txt": ["requirements.txt", "constraints.txt", "requirements-test.txt"],
}
HOST = "127.0.0.1"
PORT = 8501
SECONDS_TO_START = 90

HELP = """\
Bảng theo dõi thi đua, khen thưởng.

  python3 run.py [--data THƯ_MỤC] [--port N] [--no-browser]
      Mở bảng theo dõi trên máy này. Lần đầu sẽ tự cài đặt (cần mạng, khoảng một phút).
  python3 run.py test [tham số của pytest]
      Chạy toàn bộ kiểm thử, kể cả kiểm thử trên trình duyệt.
  python3 run.py bench [--rounds N] [--quick]
      Đo tốc độ, ghi kết quả vào benchmarks/RESULTS.md (khoảng một giờ; --quick: mười phút, chỉ in ra).

Tuỳ chọn:
  --data THƯ_MỤC   thư mục chứa các tệp .csv (mặc định: dữ liệu mẫu trong data/)
  --port N         cổng trên máy này (mặc định: 8501)
  --no-browser     không tự mở trình duyệt
  -h, --help       hiện hướng dẫn này

Biến môi trường:
  EMULATION_DATA   như --data
  CHROMIUM         đường dẫn tới Chromium, Chrome hoặc Edge dùng khi kiểm thử

Trên Windows dùng "py run.py" thay cho "python3 run.py". Cần Python 3.11 trở lên.
"""


class Refusal(Exception):
    """The launcher cannot go on; its lines say why and what to do, in Vietnamese."""

    def __str__(self):
        return "\n".join(self.args)


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
    data = data_folder(options.data, os.environ)
    check_port(options.port)
    prepare("requirements.txt")
    screen = has_display(sys.platform, os.environ)
    return serve(data, options.port, open_browser=screen and not options.no_browser)


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
    return subprocess.call(command, cwd=str(ROOT))


def run_benchmarks(arguments):
    """Measure in the environment, see benchmarks/bench.py."""
    prepare("requirements-test.txt")
    return subprocess.call([str(venv_python()), "benchmarks/bench.py"] + arguments, cwd=str(ROOT))


def parse_options(arguments):
    """The dashboard's options; a refusal for anything else."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--data")
    parser.add_argument("--port", default=str(PORT))
    parser.add_argument("--no-browser", action="store_true")
    parser.error = refuse_arguments
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        refuse_arguments(" ".join(unknown))
    if not (options.port.isdecimal() and 1 <= int(options.port) <= 65535):
        raise Refusal("Cổng phải là số từ 1 đến 65535, không phải {}.".format(options.port))
    options.port = int(options.port)
    return options


def refuse_arguments(message):
    """Stands in for argparse's own error, which is English."""
    raise Refusal("Không hiểu tham số: {}".format(message), "Xem hướng dẫn: python3 run.py --help")


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


# ---- the environment


def prepare(requirements):
    """Make .venv sound and have it hold what the requirements file pins."""
    version = venv_version() or make_venv()
    wanted = {name: fingerprint(PINS[name], version) for name in PINS if name in PINS[requirements]}
    installed = read_stamp()
    if any(installed.get(name) != value for name, value in wanted.items()):
        install(requirements)
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def venv_python():
    """Python inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_version():
    """The version of .venv's own Python, or None where .venv is missing, broken or too old."""
    probe = "import sys, pip; print(*sys.version_info[:3], sep='.')"
    try:
        version = subprocess.check_output(
            [str(venv_python()), "-I", "-c", probe], stderr=subprocess.DEVNULL, universal_newlines=True
        ).strip()
    except (OSError, subprocess.CalledProcessError):
        return None
    return version if tuple(map(int, version.split(".")))[:2] >= OLDEST_PYTHON else None


def make_venv():
    """Create .venv, replacing one that does not work; return its Python's version."""
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        raise Refusal(
            "Python trên máy này thiếu mô-đun venv.",
            "Debian, Ubuntu: sudo apt install python3-venv",
            "Máy khác: cài Python từ https://www.python.org/downloads/ rồi chạy lại.",
        )
    say("Đang tạo lại .venv (bản cũ đã hỏng)…" if VENV.exists() else "Đang tạo môi trường riêng trong .venv…")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace")
    version = venv_version()
    if made.returncode != 0 or version is None:
        raise Refusal(
            "Không tạo được môi trường tại {} ({}).".format(VENV, last_line(made.stdout)),
            "Đóng bảng theo dõi nếu đang mở, xoá thư mục .venv rồi chạy lại.",
        )
    return version


def fingerprint(files, python):
    """Changes when the pins change or .venv gets another Python."""
    digest = hashlib.sha256(python.encode())
    for file in files:
        digest.update((ROOT / file).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def read_stamp():
    """What the last finished installation noted, if anything."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def install(requirements):
    """Install with pip, showing what it is at; its own words go to a log."""
    say("Đang cài đặt các gói trong {} (lần đầu mất khoảng một phút)…".format(requirements))
    # A wheel or nothing: a build from source ends in compiler errors that help nobody here.
    options = ["--only-binary", ":all:", "--no-input", "--disable-pip-version-check", "--retries", "2"]
    pip = subprocess.Popen(
        [str(venv_python()), "-I", "-X", "utf8", "-m", "pip", "install", "-r", requirements] + options,
        cwd=str(ROOT),
        env=dict(os.environ, PIP_USER="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    output = ""
    try:
        for line in pip.stdout or ():
            output += line
            show_progress(line)
        code = pip.wait()
    finally:
        pip.kill()
    INSTALL_LOG.write_text(output, encoding="utf-8")
    if code != 0:
        raise Refusal(explain_pip(output))
    say("Đã cài đặt xong.")


def show_progress(line):
    """Say in Vietnamese what a line of pip's output is about, if it is progress."""
    collecting = re.match(r"\s*Collecting ([\w.-]+)", line)
    if collecting:
        say("  đang lấy {}".format(collecting.group(1)))
    elif line.startswith("Installing collected packages"):
        say("  đang chép các gói vào .venv, xin chờ…")


PIP_CAUSES = [  # what pip says, and what it means to the user; the first that fits
    ("No space left|Errno 28", "Ổ đĩa đã đầy. Giải phóng khoảng 1 GB rồi chạy lại."),
    (
        "Retrying|ConnectionError|Timeout|name resolution|getaddrinfo|ProxyError|SSLError",
        "Không tải được gói phần mềm vì không kết nối được mạng.\n"
        "Kiểm tra Internet, proxy hoặc tường lửa (cần tới pypi.org) rồi chạy lại.",
    ),
    ("No matching distribution", "Không có gói phần mềm cho máy này. Cần Python 64 bit, bản 3.11 đến 3.14."),
    ("Permission denied|WinError 5", "Không ghi được vào .venv. Đóng bảng theo dõi đang mở rồi chạy lại."),
    ("", "Không cài được gói phần mềm."),
]


def explain_pip(output):
    """Why pip failed and what to do, from its output."""
    cause = next(meaning for words, meaning in PIP_CAUSES if re.search(words, output))
    return "{}\nLời của pip: {}\nNhật ký đầy đủ: {}".format(cause, last_line(output, "ERROR"), INSTALL_LOG)


def last_line(output, start=""):
    """The last line that starts as told; else the last that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return ([line for line in lines if line.startswith(start)] or lines or ["không rõ"])[-1]


# ---- the server


def serve(data, port, open_browser):
    """Run Streamlit until it ends or is interrupted."""
    address = "http://{}:{}".format(HOST, port)
    options = ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(
        [str(venv_python()), "-m", "emulation.ui.frame.serve"] + options,
        cwd=str(ROOT),
        env=dict(os.environ, EMULATION_DATA=str(data)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        say("Đang khởi động…")
        if not wait_until_up(server, address):
            raise Refusal("Bảng theo dõi không khởi động được. Nguyên nhân ở các dòng phía trên.")
        say("Bảng theo dõi đang chạy tại  {}\nDữ liệu: {}\nNhấn Ctrl+C để dừng.".format(address, data))
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


def say(text):
    """Print at once, also into a pipe."""
    print(text, flush=True)


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
