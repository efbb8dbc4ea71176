"""Invents what a year's plan asks for: tasks, the meetings that conclude them, who does them, how it goes."""

from datetime import date, timedelta
from random import Random

from .logs import shuffled_log
from .reading import Row
from .workdays import Calendar, vietnam

TITLES = ("Ký kết giao ước thi đua", "Tổ chức sơ kết, đánh giá", "Phát động phong trào “Cả nước chung sức”")
DOCUMENTS = (None, "112/UBND-VHXH", "Kết luận số 7, ngày họp")


def day_in(rng: Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


class Deadlines:
    """Due dates of all kinds; many fall on a day of rest: a week-end, Tết, a commune's own day off."""

    def __init__(self, rng: Random, years: list[int], days_off: list[Row]) -> None:
        self.rng = rng
        calendar = Calendar(days_off)
        every = [date(y, 1, 1) + timedelta(days=n) for y in years for n in range(365)]
        self.holidays = [day for day in every if day in vietnam()]
        self.rest_days = [day for day in every if not calendar.is_working(day)]
        self.special = [row["day"] for row in days_off]

    def near(self, day: date) -> date:
        """A date within some weeks of `day`."""
        rng = self.rng
        days = rng.choice((self.rest_days, self.rest_days, self.holidays, self.special))
        close = [other for other in days if abs((other - day).days) <= 45]
        if close and rng.random() < 0.5:
            return rng.choice(close)
        return day + timedelta(days=rng.randint(-45, 45))


def invent_meetings(rng: Random, years: list[int]) -> list[Row]:
    """Two may be held on one day."""
    rows: list[Row] = []
    for number in range(rng.randint(1, 8)):
        again = rows and rng.random() < 0.2
        rows.append(
            {
                "meeting_id": f"H{number}",
                "held_on": rows[-1]["held_on"] if again else day_in(rng, rng.choice(years)),
                "kind": rng.choice(("Họp Hội đồng", "Họp UBND", "Hội nghị cụm", "Khác")),
                "title": "Họp xét khen thưởng",
            }
        )
    rng.shuffle(rows)
    return rows


def invent_tasks(rng: Random, years: list[int], meetings: list[Row], deadlines: Deadlines) -> list[Row]:
    """Of each year; a third are conclusions of a meeting, and some of those meetings point back at a task."""
    tasks: list[Row] = []
    # A year may have no task, or none but those that its meetings will decide.
    for year in years[: -1 if rng.random() < 0.2 else None]:
        later = [m for m in meetings if m["held_on"].year == year]
        only_concluded = bool(later) and rng.random() < 0.2
        for number in range(rng.randint(12, 24)):
            quarter = rng.choice((1, 1, 2, 2, 3, 3, 4, 4, None))
            due_on = quarter_end(year, quarter)
            meeting = rng.choice(later or meetings) if only_concluded or rng.random() < 0.35 else None
            tasks.append(
                {
                    "task_id": f"T{len(tasks) + 1:02d}",
                    "year": year,
                    "clause": f"II.{quarter or 5}.{'abcdđeg'[number % 7]}",
                    "quarter": quarter,
                    "title": f"{rng.choice(TITLES)}, lần {number}",
                    "conditional": rng.choice(("có", "không", None)),
                    "measured_by": rng.choice(("nhập tay", "nhập tay", None, None, "hồ sơ")),
                    "due_on": deadlines.near(due_on) if rng.random() < 0.5 else due_on,
                    "meeting_id": meeting["meeting_id"] if meeting else None,
                }
            )
    if rng.random() < 0.3:
        rng.shuffle(tasks)
    for meeting in meetings:
        mine = [task for task in tasks if task["meeting_id"] == meeting["meeting_id"]]
        if rng.random() < 0.5:
            meeting["task_id"] = rng.choice(mine or tasks)["task_id"]
    return tasks


def quarter_end(year: int, quarter: int | None) -> date:
    return date(year, 12, 31) if quarter in (4, None) else date(year, 3 * quarter + 1, 1) - timedelta(days=1)


def invent_assignments(rng: Random, tasks: list[Row], unit_ids: list[str], deadlines: Deadlines) -> list[Row]:
    """Of none, one or several Chủ trì, some with dates of their own before or after the task's."""
    rows: list[Row] = []
    for task in tasks:
        if rng.random() < 0.08:
            continue
        lead_chance = rng.choice((0, 0.3, 0.5, 0.5, 1))
        for unit_id in rng.sample(unit_ids, rng.choice((1, 2, 3, 4, 6, 10))):
            role = "Chủ trì" if rng.random() < lead_chance else "Phối hợp"
            own = rng.random() < (0.35 if role == "Chủ trì" else 0.2)
            rows.append(
                {
                    "task_id": task["task_id"],
                    "unit_id": unit_id,
                    "role": role,
                    "due_on": deadlines.near(task["due_on"]) if own else None,
                }
            )
    if rng.random() < 0.5:
        rng.shuffle(rows)
    return rows


def invent_extensions(
    rng: Random, tasks: list[Row], assignments: list[Row], unit_ids: list[str], deadlines: Deadlines
) -> list[Row]:
    """Of tasks (hồ sơ too), leads, helpers and units with no part in them; several of a thing, also of one day."""
    things = [(task, None) for task in tasks if rng.random() < 0.3]
    by_id = {task["task_id"]: task for task in tasks}
    things += [(by_id[a["task_id"]], a["unit_id"]) for a in assignments if rng.random() < 0.15]
    things += [(rng.choice(tasks), rng.choice(unit_ids)) for _ in range(5)]
    rows: list[Row] = []
    for task, unit_id in things:
        decided_on = task["due_on"] + timedelta(days=rng.randint(-60, 30))
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            rows.append(
                {
                    "decided_on": decided_on,
                    "task_id": task["task_id"],
                    "unit_id": unit_id,
                    "due_on": deadlines.near(task["due_on"] + timedelta(days=rng.choice((0, 30, 60)))),
                    "document_no": rng.choice(DOCUMENTS),
                    "recorded_by": rng.choice((None, "Nguyễn Văn Hoà")),
                }
            )
            decided_on += timedelta(days=rng.choice((0, 0, 7, 30)))
    return shuffled_log(rng, rows, "decided_on", ("task_id", "unit_id"))


def invent_progress(rng: Random, tasks: list[Row], assignments: list[Row]) -> list[Row]:
    """Many helpers have no row at all."""
    by_id = {task["task_id"]: task for task in tasks}
    moods = {task["task_id"]: rng.choice(("mixed", "mixed", "done", "done", "none")) for task in tasks}
    rows: list[Row] = []
    for assignment in assignments:
        task = by_id[assignment["task_id"]]
        chance = 0.9 if assignment["role"] == "Chủ trì" else 0.55
        if task["measured_by"] != "hồ sơ" and rng.random() < chance:
            due_on = assignment["due_on"] or task["due_on"]
            rows += one_progress(rng, assignment, due_on, moods[task["task_id"]])
    return shuffled_log(rng, rows, "recorded_on", ("task_id", "unit_id"))


def one_progress(rng: Random, assignment: Row, due_on: date, mood: str) -> list[Row]:
    """A course of the work: undone and done again, several rows of one date, often ending about the due date."""
    words = [
        "Chưa bắt đầu",
        "Đang thực hiện",
        "Đang thực hiện",
        "Hoàn thành",
        "Hoàn thành",
        "Không phát sinh",
    ]
    statuses = rng.choices(words, k=rng.randint(1, 5))
    if mood == "done":
        statuses += ["Hoàn thành"] * rng.randint(1, 2)
    elif mood == "none" and rng.random() < 0.9:
        statuses.append("Không phát sinh")
    day = due_on + timedelta(days=rng.choice((0, 1, 2, 3, -1, *range(-70, 30, 7))))
    rows: list[Row] = []
    for status in reversed(statuses):
        rows.insert(
            0,
            {
                "recorded_on": day,
                "task_id": assignment["task_id"],
                "unit_id": assignment["unit_id"],
                "status": status,
                "evidence": rng.choice((None, "Báo cáo số 12/BC-UBND", "Ảnh, “tư liệu”")),
                "note": rng.choice((None, "xong, chờ ký")),
                "recorded_by": rng.choice((None, "Lê Thị Thuỷ")),
            },
        )
        day -= timedelta(days=rng.choice((0, 1, 3, 10, 25)))
    return rows
