"""Make anew what is made of other things: the documents' pictures and tables of files, and the table of public holidays.

`.venv/bin/python docs/refresh.py` starts the dashboard with the sample, photographs it and rewrites the tables.
`.venv/bin/python docs/refresh.py tables` rewrites the tables alone.
`.venv/bin/python docs/refresh.py sheets` prints the guide's sheets, one for each role, to PDF files beside them.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from holidays import country_holidays
from playwright.sync_api import Browser, FilePayload, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.communes.sending import founded, package, weeks  # noqa: E402
from benchmarks.communes.year import communes  # noqa: E402
from emulation import store  # noqa: E402
from emulation.access import Role  # noqa: E402
from emulation.accounts import Accounts  # noqa: E402
from emulation.city.lake import Lake  # noqa: E402
from emulation.city.take import Committer  # noqa: E402
from emulation.folder import DataFolder  # noqa: E402
from emulation.office import inbox, progress, remarks, reported  # noqa: E402
from emulation.office.change_set import ChangeSet  # noqa: E402
from emulation.schema import TABLES, Column  # noqa: E402
from emulation.scope import Scope  # noqa: E402
from emulation.workdays import FIRST_YEAR, LAST_YEAR, PUBLIC_DAYS  # noqa: E402
from tests.accounts.kept import HOME, PASSWORD, with_two  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

IMAGES = ROOT / "docs" / "img"
SHEETS = tuple(ROOT / "docs" / f"to-{who}.html" for who in ("don-vi", "can-bo", "chu-tich"))
"""What unit, officer and chairman get in hand, one sheet of A4 each."""
FILES = re.compile(r"(<!-- files -->\n).*?(<!-- /files -->)", re.DOTALL)


# ---- the tables of files


def files_table() -> str:
    """The README's table of files and columns, from the schema; `*` must be filled, `◦` may be missing."""
    return _table("| file | what | columns |", lambda column: "")


def guide_table() -> str:
    """The guide's table of files: the README's with the words that a cell may hold."""
    return _table("| Tệp | Nội dung | Các cột |", lambda column: f" ({', '.join(column.values)})")


def _table(head: str, explain: Callable[[Column], str]) -> str:
    lines = [head, "|---|---|---|"]
    for table in TABLES:
        columns = " · ".join(
            c.label + "*" * c.required + (explain(c) if c.values else "") for c in table.columns
        )
        lines.append(f"| `{table.file}`{' ◦' if table.optional else ''} | {table.title} | {columns} |")
    return "\n".join(lines) + "\n"


def write_tables() -> None:
    for file, table in (("README.md", files_table()), ("docs/huong-dan.md", guide_table())):
        text = (ROOT / file).read_text(encoding="utf-8")
        filled = FILES.sub(lambda m, table=table: m[1] + table + m[2], text)
        (ROOT / file).write_text(filled, encoding="utf-8", newline="\n")


# ---- the table of public holidays


def public_days() -> str:
    """Vietnam's public calendar of the years that data may lie in: what is off, and what is made up for."""
    calendar = country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    kinds = dict.fromkeys(calendar, "Nghỉ") | dict.fromkeys(calendar.weekend_workdays, "Làm bù")
    return "day,kind\n" + "".join(f"{day},{kinds[day]}\n" for day in sorted(kinds))


# ---- the pictures


def search_unit(page: Page) -> None:
    page.locator("#filter-unit").click()
    page.locator("#filter-unit").fill("mam non")


def unfold_problems(page: Page) -> None:
    page.locator(".notice.problems summary").click()


def fill_progress(page: Page) -> None:
    page.get_by_role("radio", name="Hoàn thành").click()
    settle(page)
    page.get_by_label("Văn bản, minh chứng").fill("MH-45/BC-TDP")
    page.keyboard.press("Tab")
    settle(page)


def drop_files(page: Page) -> None:
    header, *rows = (ROOT / "data" / "progress.csv").read_text(encoding="utf-8").splitlines()
    changed = [row.replace("Đang thực hiện", "Hoàn thành") for row in rows[:3]]
    added = ["16/11/2026,2026-II.4.b,PVHXH,Xong,,", "16/11/2026,2026-II.4.c,PVHXH,Hoàn thành,,"]
    data = "\n".join([header, *changed, *rows[3:], *added]).encode()
    file: FilePayload = {"name": "progress.csv", "mimeType": "text/csv", "buffer": data}
    page.locator('[data-testid="stFileUploader"] input').set_input_files([file])
    page.get_by_text("Sẽ áp dụng").wait_for()


def make_changes(page: Page) -> None:
    drop_files(page)
    page.get_by_role("button", name="Áp dụng").click()
    page.get_by_text("Đã lưu lúc").wait_for()
    page.goto(page.url.replace("exchange", "history"))
    settle(page)


def report_part(page: Page) -> None:
    page.get_by_role("radio", name="Hoàn thành").click()
    settle(page)
    page.get_by_label("Minh chứng").fill("15/BC-T1")


def show_returned(page: Page) -> None:
    _scroll_to(page.get_by_role("heading", name="Trả lại, chỉ đạo"))


def show_changes(page: Page) -> None:
    _scroll_to(page.get_by_role("heading", name="Thay đổi từ cuộc họp trước"))


def preview_reminders(page: Page) -> None:
    page.get_by_text("Xem trước và gửi").click()
    page.get_by_role("button", name="thư").wait_for()
    settle(page)
    page.locator(".reminders summary").first.click()
    _scroll_to(page.get_by_role("heading", name="Nhắc việc"))


def sign_dossier(page: Page) -> None:
    page.get_by_role("radio", name="Đã khen thưởng").click()
    settle(page)
    page.get_by_label("Số quyết định").fill("512/QĐ-UBND")
    page.keyboard.press("Tab")
    settle(page)
    _scroll_to(page.get_by_text("Đã chọn 1"))


def choose_request(page: Page) -> None:
    page.get_by_role("table").get_by_role("checkbox").first.click()
    settle(page)
    _scroll_to(page.get_by_role("table"))


def choose_reports(page: Page) -> None:
    rows = page.get_by_role("table").last.get_by_role("checkbox")
    rows.first.click()
    settle(page)
    rows.nth(1).click()
    settle(page)
    _scroll_to(page.get_by_role("table").last)


def _scroll_to(what: Locator) -> None:
    """Put it right under the bar at the top."""
    what.evaluate("each => { each.style.scrollMarginTop = '4rem'; each.scrollIntoView() }")


class Data(Enum):
    """The folder that a picture shows."""

    SAMPLE = auto()
    COPY = auto()
    """The sample, to be changed."""
    FAULTY = auto()
    """The sample with the faults that the guide explains."""
    COMMUNE = auto()
    """The sample with accounts, and with what units have reported."""
    CITY = auto()
    """An invented city of communes, some late, some silent."""


@dataclass(frozen=True)
class Picture:
    """Where to go, how large the window is, and what to do there first."""

    address: str
    width: int = 1366
    height: int = 768
    act: Callable[[Page], None] | None = None
    data: Data = Data.SAMPLE
    account: str = ""
    """Who has signed in."""
    ready: str = ".heading"
    """What is there once the screen is."""
    top: int = 0
    """Pixels that are cut off at the top."""


PICTURES = {
    "tong-quan": Picture(""),
    "tien-do": Picture("progress"),
    "xep-hang": Picture("rankings?quarter=3"),
    "ho-so": Picture("dossiers"),
    "phong-trao": Picture("movements"),
    "don-vi": Picture("unit?unit=VPUB"),
    "dien-thoai": Picture("", 390, 844),
    "bo-loc": Picture("?as_of=2026-06-30", height=400, act=search_unit),
    "chi-tiet-ho-so": Picture("dossiers?dossier=HS-2026-121", height=700),
    "trinh-chieu": Picture("show?quarter=3&slide=standing", ready="#council-show h1:visible"),
    "chuan-bi-trinh-chieu": Picture("council?meeting=H12", height=900),
    "thay-doi": Picture("", height=700, act=show_changes, top=44),
    "ket-luan": Picture("show?slide=conclusions", ready="#council-show h1:visible"),
    "nhac-viec": Picture("reports", 620, 760, preview_reminders, ready=".preview", top=44),
    "bao-cao": Picture("reports?report=half-year&as_of=2026-06-30", height=900, ready=".preview"),
    "ghi-nhan": Picture(
        "entry?form=tien-do&task=2026-II.4.b&unit=T01&unit=T02&unit=T03", act=fill_progress, data=Data.COPY
    ),
    "nhap-tep": Picture("exchange", height=900, act=drop_files, data=Data.COPY),
    "lich-su": Picture("exchange", act=make_changes, data=Data.COPY),
    "du-lieu": Picture("data", data=Data.FAULTY),
    "loi": Picture("", height=560, act=unfold_problems, data=Data.FAULTY),
    "to-don-vi-viec": Picture("", 390, 610, data=Data.COMMUNE, account="thon1"),
    "to-don-vi-bao-cao": Picture("?part=T01/2026-II.4.b", 390, 610, report_part, Data.COMMUNE, "thon1"),
    "to-don-vi-tra-lai": Picture("", 390, 610, show_returned, Data.COMMUNE, "thon1"),
    "to-chu-tich-tong-quan": Picture("", 390, 610, data=Data.COMMUNE, account="chutich"),
    "to-chu-tich-ky": Picture(
        "entry?form=ky-ho-so&dossier=HS-2026-130", 390, 610, sign_dossier, Data.COMMUNE, "chutich"
    ),
    "to-chu-tich-gia-han": Picture("inbox", 390, 610, choose_request, Data.COMMUNE, "chutich"),
    "thanh-pho": Picture("", height=900, data=Data.CITY),
    "thanh-pho-xa": Picture("communes", height=900, data=Data.CITY),
    "thanh-pho-trinh-chieu": Picture(
        "show?slide=city-late", ready="#council-show h1:visible", data=Data.CITY
    ),
    "to-can-bo-moi": Picture("inbox", 1100, 350, choose_reports, Data.COMMUNE, "thuongtruc", top=44),
    "to-can-bo-bang": Picture(
        "data?file=progress&q=12%2FBC-T2", 1100, 324, data=Data.COMMUNE, account="thuongtruc", top=80
    ),
}


def take_pictures() -> None:
    IMAGES.mkdir(exist_ok=True)
    with folders() as (found, accounts), started_browser() as browser:
        for data, folder in found.items():
            share = "accounts" if data is Data.COMMUNE else ""
            with serving(
                folder,
                EMULATION_CITY=str(folder) if data is Data.CITY else "",
                EMULATION_SHARE=share,
                # A machine that can send mail. No picture sends any.
                EMULATION_SMTP="smtps://thu.haiphong.example",
                EMULATION_MAIL_FROM="thidua@nghiduong.example",
                EMULATION_MAIL_CHAIRMAN="chutich@nghiduong.example",
                EMULATION_SITE="https://thidua.nghiduong.example",
            ) as url:
                for name, picture in PICTURES.items():
                    if picture.data is data:
                        _photograph(browser, url, picture, accounts, IMAGES / f"{name}.png")


@contextmanager
def started_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        yield browser
        browser.close()


def _photograph(browser: Browser, url: str, picture: Picture, accounts: Accounts, file: Path) -> None:
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, locale="vi-VN")
    if picture.account:
        session = accounts.sign_in(picture.account, PASSWORD, HOME).token
        page.context.add_cookies([{"name": "session", "value": session, "url": url}])
    page.goto(f"{url}/{picture.address}")
    page.locator(picture.ready).wait_for()
    settle(page)
    if picture.act:
        picture.act(page)
    page.wait_for_timeout(1000)
    height = picture.height - picture.top
    page.screenshot(path=file, clip={"x": 0, "y": picture.top, "width": picture.width, "height": height})
    page.close()


# ---- what the pictures show


@contextmanager
def folders() -> Iterator[tuple[dict[Data, Path], Accounts]]:
    """The folder of each kind of data, and the accounts of the one that has some."""
    faults = {
        "progress.csv": "31/02/2026,2026-II.3.a,PVHXH,Hoàn thành,,\n15/11/2026,2026-II.4.b,PVHXH,Xong,,\n",
        "scores.csv": "10/11/2026,2026-Q4,T99,26-01,Tự chấm,9,\n10/11/2026,2026-Q4,T03,26-01,Tự chấm,1.250,\n",
    }
    with tempfile.TemporaryDirectory() as temporary:
        found = {data: Path(temporary) / data.name.lower() / "thi-dua" for data in Data}
        for data, folder in found.items():
            folder.mkdir(parents=True)
            if data is Data.CITY:
                found_city(folder)
                continue
            for file in (ROOT / "data").glob("*.csv"):
                shutil.copy(file, folder)
        for name, rows in faults.items():
            with (found[Data.FAULTY] / name).open("a", encoding="utf-8", newline="") as file:
                file.write(rows)
        accounts = with_two(found[Data.COMMUNE])
        first = accounts.add("thon1", "Trưởng thôn 1", Role.UNIT, ("T01",))
        accounts.change_password(accounts.sign_in("thon1", first, HOME).token, first, PASSWORD)
        report(found[Data.COMMUNE])
        yield found, accounts


def found_city(folder: Path) -> None:
    """Have communes of an invented city send figures for some weeks: one stopped, one never began."""
    notice = "Số liệu minh họa: mọi xã, phường và số liệu ở đây là giả định."
    names = [f"Minh Họa {number:02}" for number in range(1, 15)]
    known = list(communes(len(names), names=names))
    founded(folder, known)
    days = weeks()[38:46]
    with Lake(folder) as lake:
        committer = Committer(folder, lake, wait=0)
        for place, commune in enumerate(known):
            for day in days[: {3: 0, 8: -2}.get(place, len(days))]:
                name, data = package(commune, day, notice=notice)
                file = folder / name
                file.write_bytes(data)
                committer.take(file)
                file.unlink()


def report(folder: Path) -> None:
    """Have units report, one report be returned, one unit ask for time and the chairman say something."""
    opened = DataFolder(folder)
    warehouse = opened.edition().warehouse
    day = warehouse.default_as_of
    scope = Scope.at(day)

    def save(made: ChangeSet, who: str, role: Role) -> None:
        more = {"role": role, "answers": made.answers, "reason": made.reason}
        store.save(folder, made.signed(who).edits, made.what, who=who, **more)

    for unit, who, task, evidence in (
        ("T01", "Trưởng thôn 1", "2026-II.2.b", "08/BC-T1"),
        ("T02", "Trưởng thôn 2", "2026-II.4.b", "12/BC-T2"),
        ("T05", "Trưởng thôn 5", "2026-II.4.b", "09/BC-T5"),
    ):
        entry = progress.Entry(day, "Hoàn thành", (task,), (unit,), evidence)
        save(progress.prepare(warehouse, scope, entry, today=day), who, Role.UNIT)
        if unit == "T01":
            (item,) = inbox.items(opened.refresh().warehouse, reported.new_reports(folder))
            made = inbox.give_back(opened.refresh().warehouse, [item], "thiếu biên bản họp thôn")
            save(made, "Nguyễn Thị Lan", Role.STANDING)
    asked = remarks.Request(day, "2026-II.4.b", "T03", date(2026, 12, 5), "chờ số liệu của các chi hội")
    save(remarks.ask_for_time(warehouse, scope, asked, today=day), "Trưởng thôn 3", Role.UNIT)
    said = remarks.Directive(day, "2026-II.4.a", ("T01",), "xong trước ngày 20/11")
    save(remarks.direct(warehouse, scope, said, today=day), "Trần Văn Bình", Role.CHAIRMAN)


# ---- the sheets


def print_sheets() -> None:
    with started_browser() as browser:
        for sheet in SHEETS:
            page = browser.new_page()
            page.goto(sheet.as_uri())
            page.pdf(path=sheet.with_suffix(".pdf"), prefer_css_page_size=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["sheets"]:
            print_sheets()
        case rest:
            write_tables()
            PUBLIC_DAYS.write_text(public_days(), encoding="utf-8", newline="\n")
            if rest != ["tables"]:
                take_pictures()
