"""The launcher's environment: makes .venv and installs what is pinned.

Standard library only, and it parses on old Pythons, as run.py does.
"""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
INSTALL_LOG = VENV / "install.log"
OLDEST_PYTHON = (3, 11)
PINS = {  # each set to install, and the files that decide what it is
    "requirements.txt": ["requirements.txt", "constraints.txt"],
    "requirements-city.txt": ["requirements.txt", "constraints.txt", "requirements-city.txt"],
    "requirements-test.txt": [
        "requirements.txt",
        "constraints.txt",
        "requirements-city.txt",
        "requirements-test.txt",
    ],
}


class Refusal(Exception):
    """The launcher cannot go on; its lines say why and what to do, in Vietnamese."""

    def __str__(self):
        return "\n".join(self.args)


def say(text):
    """Print at once, also into a pipe."""
    print(text, flush=True)


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
