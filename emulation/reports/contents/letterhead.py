"""The values around every report: agency, place and date, signature, last line. From `plan.csv`, never invented."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from emulation import words
from emulation.reports.facts import Facts
from emulation.text import fold

DOTS = "…………"
"""Stands where the plan says nothing."""
_COMMUNE = re.compile(r"\b(xã|phường|thị trấn|đặc khu)\s.*$", re.IGNORECASE)


def values(facts: Facts) -> dict[str, Any]:
    """The tags that every template may use."""
    plan = facts.plan
    issuer = (plan and plan.issuer) or f"Ủy ban nhân dân xã {DOTS}"
    found = _COMMUNE.search(issuer)
    commune = found[0] if found else issuer
    body = issuer[: found.start()].strip() if found else issuer
    post = ((plan and plan.signer_title) or DOTS).upper()
    return {
        "co_quan": "\n".join(filter(None, (body, commune if found else ""))).upper(),
        "uy_ban": issuer,
        "xa": commune,
        "hoi_dong": f"Hội đồng Thi đua - Khen thưởng {commune}",
        "hoi_dong_hoa": f"HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG\n{commune.upper()}",
        "dia_danh": (plan and plan.place) or DOTS,
        "ngay_lap": long_day(facts.made_at.date()),
        "nam": str(facts.request.scope.year),
        "ky": facts.request.in_words,
        "den_ngay": words.day(facts.request.scope.as_of),
        "ke_hoach": _plan_named(facts),
        "quyen_han": _authority(body.upper(), post),
        "quyen_han_hoi_dong": _authority("HỘI ĐỒNG", post),
        "chuc_vu": post,
        "nguoi_ky": (plan and plan.signer_name) or "",
        "dong_cuoi": _last_line(facts),
    }


def long_day(day: date) -> str:
    """ngày 05 tháng 02 năm 2026: days below 10 and months below 3 with a zero (NĐ 30/2020/NĐ-CP, Phụ lục I).

    >>> long_day(date(2026, 2, 5)), long_day(date(2026, 3, 15))
    ('ngày 05 tháng 02 năm 2026', 'ngày 15 tháng 3 năm 2026')
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _authority(body: str, post: str) -> str:
    """TM., and KT. where a deputy signs for the chairman."""
    deputy = fold(post).startswith("pho chu tich")
    return f"TM. {body}" + ("\nKT. CHỦ TỊCH" if deputy else "")


def _plan_named(facts: Facts) -> str:
    plan = facts.plan
    if plan is None:
        return f"Kế hoạch số {DOTS} về công tác thi đua, khen thưởng năm {facts.request.scope.year}"
    issued = f" ngày {words.day(plan.issued_on)}" if plan.issued_on else ""
    title = f" {plan.title[0].lower()}{plan.title[1:]}" if plan.title else ""
    return f"Kế hoạch số {plan.number or DOTS}{issued} của {plan.issuer}{title}"


def _last_line(facts: Facts) -> str:
    notice = facts.plan and facts.plan.notice
    return (
        f"Số liệu tính đến {words.day(facts.request.scope.as_of)}; lập lúc {words.moment(facts.made_at)}; "
        f"phiên bản dữ liệu {facts.warehouse.version}." + (f" {notice}" if notice else "")
    )
