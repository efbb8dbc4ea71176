"""`run.py --install` and `--uninstall`: have the dashboard start by itself, with the options given, and no longer.

Windows gets an entry in the user's Startup folder, Linux a systemd unit of the user. A commune's server has a unit of the
system instead, see docs/may-chu.md. Standard library only, and it parses on old Pythons, as run.py does.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

from deploy.environment import ROOT, Refusal, say

STARTUP_FOLDER = "Microsoft/Windows/Start Menu/Programs/Startup"
UNIT = "thi-dua"
DIFFERENT_SYSTEM = "Chỉ tự khởi động được trên Windows và trên Linux có systemd."
WANTS_SERVER_UNIT = (
    "Đang chạy với quyền root: cài dịch vụ chung của máy chủ theo docs/may-chu.md,\n"
    "hoặc chạy lại lệnh này bằng tài khoản thường để chỉ cài cho tài khoản ấy."
)


def change(arguments, data, kind="--data"):
    """Do what the launcher's arguments ask of the entry; return the exit code. `kind`: the option that names the folder."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for mine in ("--install", "--uninstall", "--no-browser"):
        parser.add_argument(mine, action="store_true")
    parser.add_argument("--data")
    parser.add_argument("--city")
    options, others = parser.parse_known_args(arguments)
    if options.uninstall:
        uninstall()
    else:
        # It starts from elsewhere, so the folder is named in full; and nobody waits for a browser.
        install(others + [kind, str(data), "--no-browser"])
    return 0


def install(options):
    """Write the entry, replacing a former one, and say what happens now."""
    if sys.platform == "win32":
        entry = startup_entry(os.environ)
        write(entry, startup_text(sys.executable, ROOT, options).replace("\n", "\r\n"))
        say(
            "Đã cài: bảng theo dõi tự chạy, không hiện cửa sổ, mỗi khi đăng nhập Windows.\nTệp: {}".format(
                entry
            )
        )
        say("Lời báo khi khởi động: {}".format(ROOT / "khoi-dong.log"))
        say("Bỏ cài: py run.py --uninstall")
        return
    entry = unit_entry(os.environ)
    write(entry, unit_text(sys.executable, ROOT, options))
    try:
        systemctl("daemon-reload")
        systemctl("enable", UNIT)
        systemctl("restart", UNIT)
    except Refusal:
        entry.unlink()
        raise
    say("Đã cài và đã chạy: bảng theo dõi tự chạy mỗi khi đăng nhập máy này.\nTệp: {}".format(entry))
    say("Chạy cả khi chưa ai đăng nhập: loginctl enable-linger")
    say("Lời báo khi khởi động: journalctl --user -u {}\nBỏ cài: python3 run.py --uninstall".format(UNIT))


def uninstall():
    """Remove the entry, if there is one; on Linux stop what it started."""
    windows = sys.platform == "win32"
    entry = startup_entry(os.environ) if windows else unit_entry(os.environ)
    if not entry.exists():
        say("Bảng theo dõi chưa được cài để tự khởi động.")
        return
    if not windows:
        systemctl("disable", "--now", UNIT)
    entry.unlink()
    say("Đã bỏ cài: bảng theo dõi không tự khởi động nữa.")
    if windows:
        say("Bảng theo dõi đang chạy (nếu có) dừng khi đăng xuất Windows.")


def write(entry, text):
    """Write the entry's file, and the folders above it that are missing."""
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise Refusal("Không ghi được tệp {} ({}).".format(entry, error.strerror))


# ---- Windows


def startup_entry(environ):
    """The file in the user's Startup folder, which Windows runs at sign-in."""
    folder = Path(environ.get("APPDATA", "")) / STARTUP_FOLDER
    if not folder.is_dir():
        raise Refusal("Không tìm thấy thư mục Startup của Windows: {}".format(folder))
    return folder / "Thi dua - khen thuong.cmd"


def startup_text(python, root, options):
    """Has pythonw, which opens no window, start the launcher without one either (hidden.py)."""
    python = PureWindowsPath(python)
    windowless = python.with_name(python.name.replace("pythonw", "python").replace("python", "pythonw"))
    words = [str(windowless), str(Path(root) / "deploy" / "hidden.py")] + options
    return '@chcp 65001 >nul\n@start "" {}\n'.format(" ".join(quoted_for_cmd(word) for word in words))


def quoted_for_cmd(word):
    """One argument as cmd and the program after it read it: a backslash at the end would take the quote with it."""
    if '"' in word or "\n" in word:
        raise Refusal("Không dùng được dấu nháy kép trong tham số: {}".format(word))
    return '"{}"'.format(word.replace("%", "%%") + "\\" * (len(word) - len(word.rstrip("\\"))))


# ---- Linux


def unit_entry(environ):
    """The unit's file, in the user's own folder."""
    if not sys.platform.startswith("linux"):
        raise Refusal(DIFFERENT_SYSTEM)
    if os.geteuid() == 0:
        raise Refusal(WANTS_SERVER_UNIT)
    config = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "systemd" / "user" / "{}.service".format(UNIT)


def unit_text(python, root, options):
    """A unit that starts the launcher with the user's session, and again when it ends by a fault."""
    command = " ".join(quoted_for_unit(word) for word in [str(python), str(Path(root) / "run.py")] + options)
    return (
        "[Unit]\nDescription=Bảng theo dõi thi đua, khen thưởng\n\n"
        "[Service]\nExecStart={}\nRestart=on-failure\nRestartSec=5\n\n"
        "[Install]\nWantedBy=default.target\n"
    ).format(command)


def quoted_for_unit(word):
    """One argument as systemd reads it."""
    for special, meant in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"), ("\n", "\\n")):
        word = word.replace(special, meant)
    return '"{}"'.format(word)


def systemctl(*words):
    """Tell the user's systemd; a refusal where there is none or it does not obey."""
    try:
        subprocess.run(
            ["systemctl", "--user"] + list(words),
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
        )
    except OSError:
        raise Refusal(DIFFERENT_SYSTEM)
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or ["không rõ"])[-1]
        raise Refusal("systemd của tài khoản này không làm theo: {}".format(reason))
