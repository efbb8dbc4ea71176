"""What was awarded and finished, beside an earlier day of the same year and beside a year ago."""

from __future__ import annotations

from collections.abc import Callable

from emulation import words
from emulation.baseline import Against, Baseline, YearAgo
from emulation.scope import Scope
from emulation.ui.parts import session, viewer


def awards(then: Baseline, ago: YearAgo, scope: Scope) -> str:
    """Cộng 66 khen thưởng: ▲ tăng 6 từ họp 15/10; cùng kỳ 2025: 40. Empty where there is nothing to compare with."""
    return _compared("Cộng {} khen thưởng", _awards, then, ago, scope)


def finished(then: Baseline, ago: YearAgo, scope: Scope) -> str:
    """Đã kết thúc 70 hồ sơ: ▲ tăng 6 từ họp 15/10; cùng kỳ 2025: 40. Empty, too, where the viewer sees no dossiers."""
    if not viewer.asks("period_dossiers"):
        return ""
    return _compared("Đã kết thúc {} hồ sơ", _finished, then, ago, scope)


def _awards(of: Scope) -> int:
    return sum(
        row.awards for row in session.each(session.ask("awards_totals", of)) if row.dimension == "level"
    )


def _finished(of: Scope) -> int:
    return session.ask("period_dossiers", of)["finished"][0]


def _compared(what: str, count: Callable[[Scope], int], then: Baseline, ago: YearAgo, scope: Scope) -> str:
    now, by_year = count(scope), then.against is Against.YEAR
    since = f", chỉ có từ tháng {ago.period_from:%m/%Y}" if ago.period_from else ""
    parts = []
    if by_year and ago.period:
        before = count(ago.scope)
        parts.append(f"{words.growth(now - before)} {then.change()} ({words.number(before)}{since})")
    elif not by_year:
        if then.scope:
            parts.append(f"{words.growth(now - count(then.scope))} {then.change()}")
        if ago.period:
            parts.append(f"{ago.beside()}: {words.number(count(ago.scope))}{since}")
    return f"{what.format(words.number(now))}: {'; '.join(parts)}." if parts else ""
