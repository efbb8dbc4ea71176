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
    if not viewer.asks("dossiers_finished"):
        return ""
    return _compared("Đã kết thúc {} hồ sơ", _finished, then, ago, scope)


def _awards(of: Scope) -> int:
    return sum(session.ask("awards_given", of)["awards"])


def _finished(of: Scope) -> int:
    return sum(session.ask("dossiers_finished", of)["finished"])


def _compared(what: str, count: Callable[[Scope], int], then: Baseline, ago: YearAgo, scope: Scope) -> str:
    by_year, now = then.against is Against.YEAR, count(scope)
    before = count(then.scope) if then.scope and (ago.period or not by_year) else None
    a_year_ago = count(ago.scope) if ago.period and not by_year else None
    if not (now or before or a_year_ago):
        return ""
    since = f", chỉ có từ tháng {ago.period_from:%m/%Y}" if ago.period_from else ""
    parts = []
    if before is not None:
        value = f" ({words.number(before)}{since})" if by_year else ""
        parts.append(f"{words.growth(now - before)} {then.change()}{value}")
    if a_year_ago is not None:
        parts.append(f"{ago.beside()}: {words.number(a_year_ago)}{since}")
    return f"{what.format(words.number(now))}: {'; '.join(parts)}." if parts else ""
