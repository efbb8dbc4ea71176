"""What the ranking says in words: who leads, how much of it is provisional, and the rules of counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from emulation import ranks, words
from emulation.periods import earlier, is_school_year
from emulation.schema import SCORING_STAGES
from emulation.scope import Scope
from emulation.ui.parts import notices, session
from emulation.ui.parts.scoring import COUNCIL, change_words, stage_words
from emulation.ui.parts.tables import TableColumn

LATER = "thứ hạng công bố khi chấm xong"
WHEN_FINAL = "Hội đồng chưa chấm xong mọi đơn vị; điểm và thứ hạng tạm tính chưa công bố."


def lead(
    ranking: pd.DataFrame, blocs: pd.DataFrame | None, scope: Scope, whole: str, provisional: str
) -> str:
    """Who leads and how many are scored; of a ranking that is not final only how far it has come, and where a single
    chosen unit stands.

    `ranking` and `blocs` are the rows of `unit_ranking` and `bloc_ranking` for the chosen scope; blocs may be unknown.
    `whole`: toàn xã. `provisional`: the sentence on a period that is not final (`ranks.provisional`), else "".
    """
    when, scored = words.period(scope.period), ranking[ranking["rank"].notna()]
    noun = "đơn vị"
    if is_school_year(scope.period):  # among some units only
        noun, whole = "đơn vị chấm theo năm học", ""
    if ranking.empty and (scope.filtered or not provisional):
        return f"{when}: không có đơn vị nào thuộc khối thi đua trong phạm vi đang xem."
    if provisional and len(scored) == len(ranking) == 1:
        place = ranks.leader(_rows(scored), whole, filtered=True)
        return f"{provisional} {place.replace(' xếp ', ' tạm xếp ', 1)}."
    if provisional:
        return provisional
    if scored.empty:
        return f"{when}: chưa đơn vị nào được chấm điểm (0/{len(ranking)}), nên chưa có xếp hạng."
    best_blocs = [] if blocs is None else _first_blocs(blocs, filtered=scope.filtered)
    first = "; ".join([ranks.leader(_rows(scored), whole, filtered=scope.filtered), *best_blocs])
    counted = f" Đã chấm {len(scored)}/{len(ranking)} {noun}." if len(ranking) > 1 else ""
    return f"{when}: {first}.{counted}"


def about_cards(compared: Any, period: str, whole: str) -> str:
    """What the cards of the blocs show; where they show no change of rank, why. `compared`: row of `rank_comparison`."""
    if compared.comparable:
        return f"Hạng trong khối, tổng điểm, thay đổi hạng {whole} so với kỳ trước."
    return f"Hạng trong khối, tổng điểm. {ranks.not_compared(compared, period)}".rstrip()


def shown_first(ranking: pd.DataFrame) -> str:
    """The unit whose points are shown where none is chosen: the first of those whose scoring has come furthest; "": none."""
    ranked = [row for row in _rows(ranking) if row.rank is not None]
    reached = {row.unit_id: [None, *SCORING_STAGES].index(row.stage) for row in ranked}
    return max(reached, key=lambda unit: reached[unit], default="")


def _first_blocs(blocs: pd.DataFrame, *, filtered: bool) -> list[str]:
    best = blocs[blocs["rank"] == 1]
    if filtered or best.empty:
        return []
    mean = words.points(best["mean_total"].iloc[0])
    return [
        f"{ranks.listed(list(best['name']), 'khối')} {words.first(len(best))} các khối, trung bình {mean} điểm"
    ]


def _rows(ranking: pd.DataFrame) -> list[Any]:
    return list(session.each(ranking))


def place(standing: Mapping[Any, Any] | None, whole: str) -> str:
    """A unit's ranks, band and stage; `standing` is its row of `unit_ranking`, `whole`: toàn xã."""
    if standing is None:
        return "Đơn vị ngoài các khối thi đua, không xếp hạng"
    if standing["total"] is None:
        return "Chưa chấm, chưa xếp hạng"
    if standing["rank"] is None:  # a provisional rank is not for everybody
        return f"{stage_words(standing['stage'])}; {LATER}"
    parts = [f"Hạng {standing['rank']} {whole}", f"hạng {standing['bloc_rank']} trong khối"]
    if standing["band"]:
        parts.append(f"{standing['band']}†")
    return " · ".join([*parts, stage_words(str(standing["stage"] or ""))]).removesuffix(f" · {words.MISSING}")


def rules(bands: pd.DataFrame) -> list[str]:
    """How points are counted and ranks given, in plain words; the bands are those of the data."""
    steps = bands.sort_values("from_points", ascending=False)
    known = " · ".join(f"{b.name} từ {words.points(b.from_points)}" for b in session.each(steps))
    return [
        "Tổng điểm = điểm Chuẩn + điểm Thưởng − điểm Trừ của các tiêu chí đã có điểm; tổng có thể vượt 100.",
        f"Mỗi tiêu chí lấy điểm ở bước cao nhất đã có ({' → '.join(SCORING_STAGES)}); "
        "điểm cho vượt mức tối đa thì chỉ tính bằng mức tối đa.",
        "Tiêu chí nguồn “tiến độ” = điểm tối đa × tỷ lệ đúng hạn của các nhiệm vụ đến hạn trong kỳ; "
        "nguồn “khen thưởng” = điểm mỗi lần × số cá nhân, tập thể, hộ được khen thưởng trong kỳ.",
        "Chưa chấm: đơn vị chưa gửi điểm nào trong kỳ. Chưa chấm không phải là 0 điểm: "
        "không có tổng, không xếp hạng.",
        f"Tạm tính: còn tiêu chí mới dừng ở bước trước {COUNCIL}; thứ hạng có thể đổi sau khi chấm xong.",
        "Bằng điểm thì đồng hạng (1, 2, 2, 4); không xét thêm tiêu chí phụ nào.",
        "Điểm của khối = trung bình cộng tổng điểm các đơn vị đã xếp hạng của khối.",
        "▲ tăng hạng, ▼ giảm hạng, ● không đổi so với kỳ liền trước cùng loại (quý với quý, năm với năm), chỉ nêu khi "
        "cả hai kỳ đều do Hội đồng chấm xong và xếp cùng những đơn vị. "
        "Điểm cả năm chấm riêng, không cộng từ các quý.",
        f"Xếp loại† (giả định{notices.changed_in('bands')}): {known}."
        if known
        else "Xếp loại: chưa có mức nào.",
    ]


def why_not_ranked(standing: Mapping[Any, Any] | None, chosen: str) -> str:
    """Why a chosen unit, or nobody, has no points to show."""
    if not chosen:
        return "Tính đến ngày này chưa đơn vị nào trong phạm vi đang xem gửi điểm."
    if standing is None:
        return "Chỉ các đơn vị thuộc một khối thi đua được xếp hạng; đơn vị này không thuộc khối nào."
    return "Tính đến ngày này đơn vị chưa gửi điểm nào. Chưa chấm không phải là 0 điểm."


_RANKING_COLUMNS = {
    "change": TableColumn("So kỳ trước", help="▲ tăng hạng, ▼ giảm hạng so với kỳ liền trước cùng loại."),
    "bloc": TableColumn("Khối", hide_on_phone=True),
    "bloc_rank": TableColumn("Hạng trong khối", "number", hide_on_phone=True),
    "total": TableColumn("Tổng điểm", "points"),
    "base": TableColumn("Chuẩn", "points", hide_on_phone=True),
    "bonus": TableColumn("Thưởng", "points", hide_on_phone=True),
    "deduction": TableColumn("Trừ", "points", hide_on_phone=True),
    "band": TableColumn("Xếp loại†", hide_on_phone=True, help="† Mức xếp loại là giả định."),
    "stage": TableColumn(
        "Bước chấm", width="12rem", help="Tạm tính: còn tiêu chí chưa có điểm Hội đồng chấm."
    ),
}

BLOC_COLUMNS = {
    "name": TableColumn("Khối"),
    "rank": TableColumn("Hạng", "number"),
    "mean_total": TableColumn("Điểm trung bình", "points"),
    "scored_members": TableColumn("Đã chấm", "number"),
    "members": TableColumn("Số đơn vị", "number"),
    "completion_rate": TableColumn(
        "Hoàn thành", "percent", help="Tỷ lệ hoàn thành phần việc có hạn trong kỳ."
    ),
    "on_time_rate": TableColumn("Đúng hạn", "percent", help="Tỷ lệ đúng hạn của phần việc có hạn trong kỳ."),
    "awards": TableColumn(
        "Khen thưởng", "number", help="Số cá nhân, tập thể, hộ đã được khen thưởng trong kỳ, không đếm hồ sơ."
    ),
}

CRITERIA_COLUMNS = {
    "name": TableColumn("Tiêu chí"),
    "group": TableColumn("Nhóm", hide_on_phone=True),
    "kind": TableColumn("Loại điểm"),
    "source": TableColumn("Nguồn điểm", hide_on_phone=True),
    "max_points": TableColumn("Tối đa", "points"),
    "self_points": TableColumn("Tự chấm", "points"),
    "bloc_points": TableColumn("Khối chấm", "points"),
    "council_points": TableColumn("Hội đồng chấm", "points"),
    "points": TableColumn("Điểm được tính", "points"),
    "was_cut": TableColumn("Cắt ở mức tối đa", hide_on_phone=True, help="Có bước cho điểm vượt mức tối đa."),
}


def ranking_columns(whole: str, *, compared: bool) -> dict[str, TableColumn]:
    """The headings of `ranking_rows`; `whole`: toàn xã; `compared`: whether changes of rank may be shown."""
    rank = TableColumn(f"Hạng {whole}", "number", help="Bằng điểm thì đồng hạng: 1, 2, 2, 4.")
    rest = {name: head for name, head in _RANKING_COLUMNS.items() if compared or name != "change"}
    return {"name": TableColumn("Đơn vị"), "rank": rank} | rest


def ranking_rows(ranking: pd.DataFrame, bloc_names: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `unit_ranking` with the bloc's name, the change and the stage in words; parts of no total are blank."""
    changed = zip(ranking["rank_change"], ranking["rank"], strict=True)
    known = ranking["total"].notna()
    return ranking.assign(
        **{part: ranking[part].where(known, None) for part in ("base", "bonus", "deduction")},
        bloc=ranking["bloc_id"].map(bloc_names),
        change=[change_words(change, rank) for change, rank in changed],
        stage=[stage_words(stage) for stage in ranking["stage"]],
    )


def stressed_blocs(shown: pd.DataFrame, compared: Any, *, filtered: bool) -> set[str]:
    """The blocs whose bars stand out: those that are chosen, else the first, unless the ranks are provisional.

    `shown`: rows of `bloc_ranking`; `compared`: the row of `rank_comparison`.
    """
    if filtered:
        return set(shown["bloc_id"])
    return set() if compared.provisional else set(shown[shown["rank"] == 1]["bloc_id"])


def provisional_periods(compared: Mapping[str, Any]) -> set[str]:
    """The periods whose ranks are not final. `compared`: period → its row of `rank_comparison`, with the one before."""
    now = {period for period, row in compared.items() if row.provisional}
    return now | {earlier(period) for period, row in compared.items() if row.previous_provisional}


def history_note(history: pd.DataFrame, provisional: Collection[str]) -> str:
    """How to read the lines, and whether the ranks of the periods compare; `provisional`: those that are not final."""
    known = history[history["rank"].notna()]
    sets = {frozenset(rows["unit_id"]) for _, rows in known.groupby("period")}
    told = ["Hạng 1 ở trên cùng; nét ngắt là kỳ chưa chấm; rê chuột để xem."]
    if set(known["period"]) & set(provisional):
        told.append("Chấm rỗng: kỳ đang tạm tính.")
    if len(sets) > 1:
        told.append("Các kỳ không xếp cùng những đơn vị, nên hạng của các kỳ không so được với nhau.")
    return " ".join(told)


def history_rows(history: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a unit, a column a period: its rank; the best of the last period first."""
    wide: dict[Any, dict[Any, int | None]] = {}
    for unit, period, rank in zip(history["unit_id"], history["period"], history["rank"], strict=True):
        wide.setdefault(period, {})[unit] = rank
    units = list(dict.fromkeys(history["unit_id"]))
    last = max(wide)
    units.sort(key=lambda unit: (wide[last].get(unit) is None, wide[last].get(unit) or 0))
    columns = {"name": [names[unit] for unit in units]}
    return pd.DataFrame(
        columns | {p: [of.get(unit) for unit in units] for p, of in wide.items()}, dtype=object
    )


def history_columns(history: pd.DataFrame) -> dict[str, TableColumn]:
    """The headings of `history_rows`: the periods in words."""
    return {"name": TableColumn("Đơn vị")} | {
        period: TableColumn(words.period(period), "number") for period in dict.fromkeys(history["period"])
    }
