"""What notices of ranks, minutes, proposals and letters say, and what reports of a period say of ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.periods import earlier
from emulation.reports.contents import letterhead, phrases
from tests.reports.read_back import WHOLE_YEAR
from tests.reports.sentences.paper import Paper
from tests.reports.sentences.registry import Said, out_of, says, some, what
from tests.reports.sentences.tasks import PERIOD, number

day, points = words.day, words.points
RANKED = (*PERIOD, "ranking", "minutes")
_QUARTERS = ("Quý I", "Quý II", "Quý III", "Quý IV")


def scored_period(paper: Paper) -> str:
    """The period whose ranks a document tells: in minutes it stands in the programme; of a year without scores of its own
    it is the last final one."""
    if paper.kind == "minutes":
        quarter, year = paper.values["cham_diem"]["ky"].removeprefix("quý ").split(" năm ")
        return f"{year}-Q{_QUARTERS.index(f'Quý {quarter}') + 1}"
    told = [row.period for row in paper.ask("last_final_period", **_whole(paper.period))]
    last = (period for period in told if in_words(period) == paper.values["ky_cham"])
    return paper.period if in_words(paper.period) == paper.values["ky_cham"] else next(last)


def in_words(period: str) -> str:
    """A scoring period inside a sentence."""
    said = words.period(period).replace("/", " năm ")
    return said[:1].lower() + said[1:]


def period_in_words(paper: Paper) -> str:
    return in_words(scored_period(paper))


def _whole(period: str) -> dict[str, Any]:
    return {"period": period, "blocs": (), "units": ()}


def ranks(said: Said, query: str) -> list[Any]:
    """The rows of a ranking; of a school year only those of blocs in which someone is scored."""
    paper, period = said.paper, scored_period(said.paper)
    rows = paper.ask(query, period=period)
    if len(period) > 7:
        blocs = {row.bloc_id for row in paper.ask("bloc_ranking", period=period) if row.scored_members}
        rows = [row for row in rows if row.bloc_id in blocs] if blocs else rows
    return rows


# ---- ranks


@says("3[.] Thông qua kết quả chấm điểm, xếp hạng các khối thi đua <when:WHEN>[.]", "minutes")
@says("(?:Kết quả xếp|Xếp) hạng các (?:khối thi đua|đơn vị) <when:WHEN>(?: của .+)?", *RANKED)
@says("Xếp hạng các khối thi đua <when:WHEN>", *RANKED)
@says(
    ".+ thông báo kết quả xếp hạng các khối thi đua <when:WHEN>(?: của .+)?, số liệu tính đến hết ngày <day:D>, như sau:",
    "ranking",
)
@says("Trên đây là Thông báo kết quả xếp hạng các khối thi đua <when:WHEN>(?: của .+)?;.+", "ranking")
def of_the_ranking(said: Said) -> Mapping[str, Any]:
    known = {"when": period_in_words(said.paper), "day": day(said.paper.as_of)}
    return {name: known[name] for name in said.places}


def _ends(rows: Sequence[Any], points_of: str) -> dict[str, str | None]:
    """The ranks and points of the first and the last that are ranked."""
    ranked = [row for row in rows if row.rank is not None]
    first, last = (end(ranked, key=lambda row: row.rank) for end in (min, max))
    several = first.rank != last.rank
    return {
        "first": number(first.rank),
        "points": points(getattr(first, points_of)),
        "last": number(last.rank) if several else None,
        "lowest": points(getattr(last, points_of)) if several else None,
    }


_FIRST = "(?:xếp hạng nhất|đồng hạng nhất|đứng đầu)"


@says(
    f"Xếp hạng khối thi đua <when:WHEN>: .+ {_FIRST} với điểm trung bình <points:V>"
    "(?:; .+ (?:đồng )?hạng <last:N> với điểm trung bình <lowest:V>)?[.]",
    *RANKED,
)
def blocs(said: Said) -> Mapping[str, Any]:
    ends = _ends(ranks(said, "bloc_ranking"), "mean_total")
    return {name: text for name, text in ends.items() if name != "first"} | {
        "when": period_in_words(said.paper)
    }


@says(
    f"Xếp hạng đơn vị <when:WHEN>: .+ {_FIRST} với <points:V> điểm"
    "(?:; .+ (?:đồng )?hạng <last:N> với <lowest:V> điểm)?[.]",
    *RANKED,
)
def units(said: Said) -> Mapping[str, Any]:
    ends = _ends(ranks(said, "unit_ranking"), "total")
    return {name: text for name, text in ends.items() if name != "first"} | {
        "when": period_in_words(said.paper)
    }


@says(
    "Xếp hạng (?P<of>khối thi đua|đơn vị) <when:WHEN>(?:, tạm tính)?: (?:cao nhất trong phạm vi số liệu là )?[^;]+?, hạng "
    "<first:N>"
    "[^;]*? với (?:điểm trung bình )?<points:V>(?: điểm)?"
    "(?:; thấp nhất là [^;]+?, hạng <last:N>[^;]*? với (?:điểm trung bình )?<lowest:V>(?: điểm)?)?[.]",
    *RANKED,
)
def of_the_filter(said: Said) -> Mapping[str, Any]:
    of_blocs = said["of"] == "khối thi đua"
    ends = _ends(
        ranks(said, "bloc_ranking" if of_blocs else "unit_ranking"), "mean_total" if of_blocs else "total"
    )
    return {**ends, "of": said["of"], "when": period_in_words(said.paper)}


@says(
    "Đến ngày <day:D>, chưa có đơn vị nào(?: thuộc phạm vi số liệu)? được chấm điểm <when:WHEN>, .+[.]",
    *RANKED,
)
def nobody_ranked(said: Said) -> Mapping[str, Any]:
    assert not any(row.rank for row in ranks(said, "unit_ranking"))
    return {"day": day(said.paper.as_of), "when": period_in_words(said.paper)}


@says("Đã chấm <scored:OUT> đơn vị[.]", *RANKED)
def how_many_are_scored(said: Said) -> Mapping[str, Any]:
    rows = ranks(said, "unit_ranking")
    return {"scored": out_of(sum(row.rank is not None for row in rows), len(rows))}


_SCORED = ("Hội đồng đã chấm", "khối đã chấm", "mới tự chấm", "chưa chấm")
_NAMED = "(?P<period>[^:.]+)"


@says(f"{_NAMED} đang tạm tính: (?P<stages>.+)[.]", *RANKED)
def provisional(said: Said) -> Mapping[str, Any]:
    paper, period = said.paper, scored_period(said.paper)
    rows = paper.ask("unit_ranking", **_whole(period))
    judged = {row.unit_id for row in paper.ask("judged_units", **_whole(period))}
    rows = [row for row in rows if row.unit_id in judged]
    stages = Counter(row.stage for row in rows)
    final = sum(row.rank is not None for row in rows) - stages["Khối chấm"] - stages["Tự chấm"]
    counted = (final, stages["Khối chấm"], stages["Tự chấm"], sum(row.rank is None for row in rows))
    told = [(of, count) for of, count in zip(_SCORED, counted, strict=True) if count]
    listed = ", ".join(f"{of} {number(count)}" for of, count in told) + f" trong {number(len(rows))} đơn vị"
    if len(told) == 1:
        listed = f"{told[0][0]} {'cả ' if len(rows) > 1 else ''}{number(len(rows))} đơn vị"
    return {"period": words.period(period), "stages": listed}


@says(
    "Điểm thi đua <own:WHEN> được chấm riêng và chưa có; thứ hạng dưới đây là của kỳ chính thức gần nhất, <when:WHEN>[.]",
    *PERIOD,
)
def without_scores_of_its_own(said: Said) -> Mapping[str, Any]:
    assert not any(row.rank for row in said.paper.ask("unit_ranking", **_whole(said.paper.period)))
    return {"own": in_words(said.paper.period), "when": period_in_words(said.paper)}


@says(
    f"Kỳ chính thức gần nhất, {_NAMED}: (?:cao nhất trong phạm vi số liệu là )?[^;]+? với <points:V> điểm"
    "(?:; thấp nhất là [^;]+? với <lowest:V> điểm)?[.]",
    *RANKED,
)
def last_final(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    (found,) = paper.ask("last_final_period", **_whole(scored_period(paper)))
    rows = [row for row in paper.ask("unit_ranking", period=found.period) if row.rank is not None]
    rows = rows or [row for row in paper.ask("unit_ranking", **_whole(found.period)) if row.rank is not None]
    first, last = (end(rows, key=lambda row: row.rank) for end in (min, max))
    lowest = points(last.total) if said["lowest"] else None
    assert not said["lowest"] or paper.filtered
    return {"period": words.period(found.period), "points": points(first.total), "lowest": lowest}


@says(
    f"(?:Không so với {_NAMED}: khi đó (?:chưa xếp hạng|xếp <then:N> đơn vị, nay <now:N>"
    "|cũng xếp <same:N> đơn vị, nhưng nay có <changed:N> đơn vị khác)"
    "|Không so với (?P<provisional>.+): thứ hạng kỳ ấy còn tạm tính|(?P<own>.+) đang tạm tính nên chưa so với kỳ trước)[.]",
    "ranking",
)
def not_compared(said: Said) -> Mapping[str, Any]:
    period = said.paper.period
    now, then = (
        {row.unit_id for row in said.paper.ask("unit_ranking", **_whole(of)) if row.rank}
        for of in (period, earlier(period))
    )
    alike, before = len(now) == len(then), words.period(earlier(period))
    return {
        "period": before if said["period"] else None,
        "provisional": before if said["provisional"] else None,
        "own": words.period(period) if said["own"] else None,
        "then": number(len(then)) if said["then"] and not alike else None,
        "now": number(len(now)) if said["now"] and not alike else None,
        "same": number(len(then)) if said["same"] and alike else None,
        "changed": number(len(now - then)) if said["changed"] and alike else None,
    }


@says("Chưa (?:có điểm|chấm nên chưa xếp hạng): .+ và <others:N> (?:khối|đơn vị) khác[.]", *RANKED)
def unscored_cut(said: Said) -> Mapping[str, Any]:
    query = "bloc_ranking" if "Chưa có điểm" in said.begun else "unit_ranking"
    unscored = [row.name for row in ranks(said, query) if row.rank is None]
    return {"others": phrases.named(unscored).rpartition(" và ")[2].partition(" ")[0]}


@says("Các (?P<of>khối|đơn vị) bằng điểm được xếp đồng hạng: (?P<groups>.+)[.]", "ranking")
def ties(said: Said) -> Mapping[str, Any]:
    noun = said["of"] or ""
    shared: dict[int, list[str]] = {}
    for row in ranks(said, "bloc_ranking" if noun == "khối" else "unit_ranking"):
        if row.rank is not None:
            shared.setdefault(row.rank, []).append(row.name)
    groups = [f"hạng {number(rank)} gồm {phrases.named(n, noun)}" for rank, n in shared.items() if len(n) > 1]
    more = len(groups) - 6
    rest = f"; và {number(more)} thứ hạng khác nêu trong bảng" if more > 0 else ""
    return {"of": noun, "groups": "; ".join(groups[:6]) + rest}


@says("† Mức xếp loại \\((?P<bands>.+)\\) là giả định .+[.]", "ranking")
def bands(said: Said) -> Mapping[str, Any]:
    rows = sorted(said.paper.table("bands"), key=lambda row: -row.from_points)
    return {"bands": "; ".join(f"{row.name} từ {points(row.from_points)} điểm" for row in rows)}


@says("Các khối được chấm theo <common:N> tiêu chí chung .+[.]", "ranking")
def criteria(said: Said) -> Mapping[str, Any]:
    year = int(said.paper.period[:4]) if len(said.paper.period) <= 7 else int(said.paper.period[5:])
    rows = said.paper.table("criteria")
    return {"common": number(sum(row.year == year and not isinstance(row.bloc_id, str) for row in rows))}


@says("- <count:OUT> đơn vị chưa được chấm điểm <when:WHEN>: (?P<names>.+)[.]", *PERIOD)
def units_not_scored(said: Said) -> Mapping[str, Any]:
    rows = said.paper.ask("unit_ranking")
    missing = [row.name for row in rows if row.rank is None]
    return {
        "count": phrases.begun(out_of(len(missing), len(rows))),
        "when": period_in_words(said.paper),
        "names": phrases.named(missing),
    }


# ---- minutes


@says("1[.] Thời gian: bắt đầu vào hồi .+, (?P<held>ngày \\d\\d tháng \\d+ năm \\d{4})[.]", "minutes")
@says("1[.] Kiểm điểm tiến độ thực hiện Kế hoạch công tác thi đua, khen thưởng năm <year:N>[.]", "minutes")
@says("1[.] Tiến độ thực hiện Kế hoạch năm <year:N>, tính đến <day:D>", "minutes")
def of_the_meeting(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    known = {
        "held": letterhead.long_day(paper.meeting.held_on),
        "year": str(paper.meeting.held_on.year),
        "day": day(paper.as_of),
    }
    return {name: known[name] for name in said.places}


@says(
    "(?P<quarter>Quý [IV]+|Cả năm): (?:hoàn thành <done:OUT> <what:WHAT>(?: có phát sinh)? "
    "\\((?:(?:<on_time:N> )?đúng hạn)?(?:, )?(?:(?:<late:N> )?trễ hạn)?(?:đều (?:đúng|trễ) hạn)?\\)|chưa hoàn thành "
    "<none:WHAT> nào)"
    "(?:; (?:<doing:N> đang thực hiện)?(?:, )?(?:<waiting:N> chưa bắt đầu)?"
    "(?: \\((?:trong đó )?(?:(?:<overdue:N> )?(?:đều )?quá hạn)?(?:, )?(?:(?:<soon:N> )?(?:đều )?sắp đến hạn)?\\))?)?"
    "(?:; <not_arising:N> không phát sinh)?[.]",
    "minutes",
)
@says("(?P<quarter>Quý [IV]+|Cả năm): cả <all:N> <what:WHAT> đều không phát sinh[.]", "minutes")
def progress(said: Said) -> Mapping[str, Any]:
    paper, name = said.paper, said["quarter"] or ""
    number_of = WHOLE_YEAR if name == "Cả năm" else _QUARTERS.index(name) + 1
    year = paper.meeting.held_on.year
    (row,) = (row for row in paper.ask("quarterly_progress", year=year) if row.quarter == number_of)
    if "all" in said.places:
        assert row.not_arising == row.tasks
        return {"quarter": name, "all": number(row.tasks), "what": what(paper)}
    done, arising = row.done_on_time + row.done_late, row.tasks - row.not_arising
    both = row.done_on_time and row.done_late
    open_ = arising - done
    return {
        "quarter": name,
        "done": out_of(done, arising) if done else None,
        "what": what(paper) if done else None,
        "none": None if done else what(paper),
        "on_time": some(row.done_on_time) if both else None,
        "late": some(row.done_late) if both else None,
        "doing": some(row.in_progress),
        "waiting": some(row.not_started),
        "overdue": some(row.overdue) if row.overdue != open_ else None,
        "soon": some(row.due_soon) if row.due_soon != open_ else None,
        "not_arising": some(row.not_arising),
    }


@says("Trong số liệu chưa có nhiệm vụ nào của năm <year:N> đến kỳ thực hiện[.]", "minutes")
def no_progress(said: Said) -> Mapping[str, Any]:
    year = said.paper.meeting.held_on.year
    rows = said.paper.ask("quarterly_progress", year=year)
    begun = [row for row in rows if date(year, 3 * (row.quarter or 1) - 2, 1) <= said.paper.as_of]
    assert not any(row.tasks for row in begun)
    return {"year": str(year)}
