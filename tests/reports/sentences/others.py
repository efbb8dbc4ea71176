"""What reports of a period say of their period, of movements, awards, dossiers and meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from emulation import words
from emulation.commune import LAUNCHED_BY, LEVEL
from emulation.reports.contents import phrases
from emulation.schema import CLOSING_STAGES, COMMENDATION_TYPES, LEVELS
from tests.reports.figures import running
from tests.reports.sentences.paper import Paper
from tests.reports.sentences.registry import Said, out_of, says, some
from tests.reports.sentences.tasks import PERIOD, by_unit, following, named_counts, number, of_period

day = words.day
NOMINEES = ("Tập thể", "Hộ gia đình", "Cá nhân")


# ---- the period


@says("Số liệu tính đến <day:D>; lập lúc [^;]+; phiên bản dữ liệu .+")
@says(
    "(?:Kết quả|Sơ kết|Tổng kết) công tác thi đua, khen thưởng <when:WHEN>(?: của [^;]+)?; .*nhiệm vụ <next:WHEN>",
    *PERIOD,
)
@says("1[.] Phương hướng, nhiệm vụ <next:WHEN>", *PERIOD)
@says(".+ thi đua, khen thưởng <when:WHEN>(?: của .+)?, số liệu tính đến hết ngày <day:D>, như sau:", *PERIOD)
@says("Kết quả thực hiện phần việc <when:WHEN> theo đơn vị", *PERIOD)
@says("Hồ sơ chưa kết thúc theo bước xử lý, đến ngày <day:D>", *PERIOD)
@says("Trên đây là Báo cáo kết quả công tác thi đua, khen thưởng <when:WHEN> của .+[.]/[.]", *PERIOD)
@says("Công tác thi đua, khen thưởng năm <year:N> của .+ được thực hiện theo .+[.]", *PERIOD)
@says("Kỳ báo cáo chưa bắt đầu \\(từ <first:D>\\); số liệu tính đến ngày <day:D>[.]", *PERIOD)
@says("Kỳ báo cáo chưa kết thúc \\(đến <last:D>\\); số liệu mới tính đến ngày <day:D>[.]", *PERIOD)
@says("Kết quả thực hiện nhiệm vụ, .+ ghi nhận sau kỳ báo cáo, từ <after:D> đến <day:D>[.]", *PERIOD)
def of_the_period(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    known = {
        "when": paper.request.in_words,
        "next": following(paper)[0],
        "day": day(_day(said)),
        "year": str(paper.year),
        "first": day(paper.first),
        "last": day(paper.last),
        "after": day(paper.last + timedelta(1)),
    }
    return {name: known[name] for name in said.places}


def _day(said: Said) -> date:
    """The day of the figures; the last line of a proposal for a meeting names the day on which it is made."""
    is_last_line = said.begun.startswith("Số liệu tính đến") and said.paper.kind == "proposal"
    return said.paper.request.scope.as_of if is_last_line else said.paper.as_of


# ---- movements


@says("Trong <when:WHEN> có <all:N> phong trào thi đua được triển khai \\((?P<by>.+)\\)[.]", *PERIOD)
def movements(said: Said) -> Mapping[str, Any]:
    rows = running(said.paper)
    levels = Counter(LAUNCHED_BY.value_of(row.launched_by) for row in rows)
    counted = [text for text in (said["by"] or "").split(", ") if text[0].isdigit()]
    if len(levels) > 1:
        assert sorted(int(text.split()[0]) for text in counted) == sorted(levels.values())
    return {"when": said.paper.request.in_words, "all": number(len(rows)), "by": said["by"]}


@says("Trong <when:WHEN> (?P<no>không|chưa) có phong trào thi đua nào được triển khai[.]", *PERIOD)
def no_movements(said: Said) -> Mapping[str, Any]:
    assert not running(said.paper)
    return {"when": said.paper.request.in_words, "no": _none(said.paper)}


@says("Phát động trong kỳ <count:N> phong trào: (?P<names>.+)[.]", *PERIOD)
def launched(said: Said) -> Mapping[str, Any]:
    rows = [row for row in running(said.paper) if row.launched_on >= said.paper.first]
    return {
        "count": number(len(rows)),
        "names": phrases.named([f"“{row.name}”" for row in rows], "phong trào"),
    }


@says(
    "Đến ngày <day:D>, (?:<met:OUT> chỉ tiêu của .+ đạt kế hoạch|chưa có chỉ tiêu nào đạt kế hoạch trong số <of:N> chỉ tiêu "
    "của .+) \\(mỗi chỉ tiêu của một đơn vị tính một lần(?:; <rest:N> chỉ tiêu chưa đánh giá được)?\\)[.]",
    *PERIOD,
)
def indicators(said: Said) -> Mapping[str, Any]:
    rows = running(said.paper)
    judged_of = {row.movement_id: row.judged for row in said.paper.ask("movement_activity")}
    whole, met = sum(judged_of[row.movement_id] for row in rows), sum(row.met for row in rows)
    rest = sum(row.indicators for row in rows) - whole
    return {
        "day": day(said.paper.as_of),
        "met": out_of(met, whole) if met else None,
        "of": None if met else number(whole),
        "rest": number(rest) if rest else None,
    }


@says(
    "(?:Chỉ tiêu càng thấp|Chưa có số liệu về kết quả của) .+ và <others:N> (?:chỉ tiêu|phong trào) khác[.]",
    *PERIOD,
)
def names_cut(said: Said) -> Mapping[str, Any]:
    return {"others": said["others"]}  # that lists are cut after five is the matter of `named`


# ---- awards


def _none(paper: Paper) -> str:
    return "không" if paper.as_of >= paper.last else "chưa"


def _sums(said: Said, column: str) -> Counter[str]:
    sums = Counter[str]()
    for row in said.paper.each_quarter("awards_given"):
        sums[LEVEL.value_of(getattr(row, column))] += row.awards
    return sums


@says("Trong <when:WHEN> có <all:N> lượt khen thưởng(?: của [^:]+)?: (?P<kinds>.+)[.]", *PERIOD)
def awards(said: Said) -> Mapping[str, Any]:
    sums = _sums(said, "nominee_kind")
    kinds = ", ".join(f"{number(sums[kind])} {kind.lower()}" for kind in NOMINEES if sums[kind])
    return {"when": said.paper.request.in_words, "all": number(sums.total()), "kinds": kinds}


@says("Theo (?:cấp quyết định: (?P<levels>[^.]+)|loại khen thưởng: (?P<types>[^.]+))[.]", *PERIOD)
def awards_by(said: Said) -> Mapping[str, Any]:
    by_level, by_type = _sums(said, "level"), _sums(said, "commendation_type")
    levels = [number(by_level[level]) for level in LEVELS if by_level[level]]
    types = ", ".join(
        f"{word.lower()} {number(by_type[word])}" for word in COMMENDATION_TYPES if by_type[word]
    )
    if of_levels := said["levels"]:
        shown = [part.rpartition(" ")[2] for part in of_levels.split(", ")]
        return {"levels": of_levels if shown == levels else levels, "types": None}
    return {"levels": None, "types": types}


@says("<honoured:OUT> đơn vị có tập thể, hộ gia đình hoặc cá nhân được khen thưởng trong kỳ[.]", *PERIOD)
def units_honoured(said: Said) -> Mapping[str, Any]:
    honoured = {row.unit_id for row in said.paper.each_quarter("awards_given")}
    units = said.paper.ask("unit_progress")
    return {"honoured": phrases.begun(out_of(len(honoured), len(units)))}


@says(
    "Trong <when:WHEN> (?P<no>không|chưa) có tập thể, hộ gia đình, cá nhân nào.* được khen thưởng[.]", *PERIOD
)
def no_awards(said: Said) -> Mapping[str, Any]:
    assert not said.paper.each_quarter("awards_given")
    return {"when": said.paper.request.in_words, "no": _none(said.paper)}


# ---- dossiers


def _in_period(paper: Paper) -> tuple[int, dict[str, int]]:
    """Received, and ended by how: counted from what changed since the day before the period, by the contract's query."""
    rows = paper.ask("changes", since=paper.first - timedelta(1))
    dossiers = {row.dossier_id: row for row in paper.table("dossiers")}
    chosen = {row.unit_id for row in paper.ask("unit_progress")}
    received = [row for row in dossiers.values() if row.unit_id in chosen and row.received_on <= paper.as_of]
    came = sum(paper.first <= row.received_on <= paper.last for row in received)
    ended = Counter(
        row.after
        for row in rows
        if row.kind == "dossier"
        and row.after in CLOSING_STAGES
        and paper.first <= row.changed_on <= paper.last
    )
    return came, {stage: ended[stage] for stage in CLOSING_STAGES if ended[stage]}


@says(
    "Trong <when:WHEN> (?:tiếp nhận <came:N>|(?:không|chưa) tiếp nhận)(?:, (?:không|chưa) giải quyết xong)?"
    " hồ sơ đề nghị khen thưởng[^;]*(?:; (?:giải quyết xong <ended:N> hồ sơ \\((?:đều )?(?P<how>.+)\\)|.+))?[.]",
    *PERIOD,
)
def dossiers_of_period(said: Said) -> Mapping[str, Any]:
    came, ended = _in_period(said.paper)
    how = ", ".join(f"{number(count)} {stage.lower()}" for stage, count in ended.items())
    if len(ended) == 1:
        how = how.partition(" ")[2]
    return {
        "when": said.paper.request.in_words,
        "came": some(came),
        "ended": some(sum(ended.values())),
        "how": how or None,
    }


@says(
    "Đến ngày <day:D>, (?:còn <all:N> hồ sơ.* chưa kết thúc \\(của mọi kỳ\\)"
    "(?:, (?:trong đó <above:N>|(?P<all_above>đều)|)? ?đã trình cấp trên)?|không có hồ sơ nào.* chưa kết thúc)[.]",
    *PERIOD,
)
def dossiers_pending(said: Said) -> Mapping[str, Any]:
    rows = said.paper.ask("pending_dossiers")
    above = sum(row.with_higher_level == "có" for row in rows)
    return {
        "day": day(said.paper.as_of),
        "all": some(len(rows)),
        "above": some(above) if above < len(rows) else None,
        "all_above": "đều" if above == len(rows) > 1 else None,
    }


def _overdue(said: Said) -> dict[str, Any]:
    rows = [row for row in said.paper.ask("pending_dossiers") if row.timeliness == "Quá hạn"]
    stages = Counter(row.stage for row in rows)
    shown = said["stages"] or ""
    order = sorted(stages, key=lambda stage: (-stages[stage], shown.find(f"ở bước {stage}")))
    listed = ", ".join(f"{number(stages[stage])} ở bước {stage}" for stage in order)
    (late,) = (row for row in said.paper.ask("headline") if row.figure == "dossiers_overdue")
    longest = number(late.longest)
    return {
        "overdue": number(len(rows)),
        "stages": listed if len(stages) > 1 else order[0],
        "alone": longest if len(rows) == 1 else None,
        "longest": longest if len(rows) > 1 else None,
    }


_LATE = (
    "(?:Cả )?<overdue:N> hồ sơ quá hạn giải quyết(?: <alone:N> ngày)?, (?:gồm |(?:đều )?ở bước )(?P<stages>[^;.]+?)"
    "(?:, lâu nhất <longest:N> ngày)?"
)


@says(f"{_LATE}[.]", *PERIOD)
def dossiers_overdue(said: Said) -> Mapping[str, Any]:
    return _overdue(said)


@says(f"- Đến ngày <day:D>, {_LATE}; đơn vị đề nghị: (?P<units>.+)[.]", *PERIOD)
def dossiers_that_fell_short(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    rows = [row for row in paper.ask("pending_dossiers") if row.timeliness == "Quá hạn"]
    units = named_counts(by_unit(paper, rows), said["units"] or "")
    return _overdue(said) | {"day": day(paper.as_of), "units": units}


@says("<soon:N> hồ sơ sắp đến hạn[.]", *PERIOD)
def dossiers_due_soon(said: Said) -> Mapping[str, Any]:
    rows = said.paper.ask("pending_dossiers")
    return {"soon": number(sum(row.timeliness == "Sắp đến hạn" for row in rows))}


@says("Đến ngày <day:D>, (?P<what>không có nhiệm vụ .*|không có hồ sơ quá hạn giải quyết)[.]", *PERIOD)
def nothing_fell_short(said: Said) -> Mapping[str, Any]:
    paper, looked_at = said.paper, said["what"] or ""
    if "nhiệm vụ" in looked_at:
        assert not any(row.days_late for row in of_period(paper))
        assert not any(row.overdue for row in paper.each_quarter("unit_progress"))
    assert not any(row.timeliness == "Quá hạn" for row in paper.ask("pending_dossiers"))
    return {"day": day(paper.as_of), "what": looked_at}


# ---- meetings


@says(
    "(?:Các cuộc họp, hội nghị trong|Chưa ghi nhận cuộc họp, hội nghị nào trong) <when:WHEN>(?::|[.])",
    *PERIOD,
)
@says("Các cuộc họp, hội nghị dự kiến trong kỳ, sau ngày <day:D>:", *PERIOD)
def meetings(said: Said) -> Mapping[str, Any]:
    known = {"when": said.paper.request.in_words, "day": day(said.paper.as_of)}
    return {name: known[name] for name in said.places}


@says("- Ngày <day:D>, (?P<what>.+)[.]", *PERIOD)
def meeting(said: Said) -> Mapping[str, Any]:
    paper, places = said.paper, []
    for row in paper.table("meetings"):
        if paper.first <= row.held_on <= paper.last:
            kind = "" if row.kind == "Khác" else f"{row.kind}: "
            place = f" ({row.place})" if isinstance(row.place, str) else ""
            places.append({"day": day(row.held_on), "what": f"{kind}{row.title}{place}"})
    return dict(said.places) if said.places in places else places[0]
