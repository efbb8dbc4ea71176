"""The values that every report has: agency, place and date, signature, last line. They come from `plan.csv` only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from emulation import words
from emulation.commune import BLANK, DOTS
from emulation.reports.contents import holders, laws, phrases
from emulation.reports.facts import Facts
from emulation.text import fold
from emulation.warehouse import NotAvailable

_ACTS = re.compile(r"(về|triển khai|thực hiện|tổ chức|phát động)\b", re.IGNORECASE)
"""A plan's title that begins so is cited unchanged; others are cited with "về" before them."""


def values(facts: Facts) -> dict[str, Any]:
    """The tags that every template may use."""
    plan, commune = _plan(facts), facts.commune
    issuer, superior = commune.issuer.named, commune.superior.named
    return {
        "co_quan": "\n".join(filter(None, (issuer.body, issuer.place))).upper(),
        "uy_ban": str(issuer),
        "xa": issuer.place or issuer.body,
        "loai": commune.noun,
        "cap_tren": str(superior),
        "chu_tich_cap_tren": f"Chủ tịch {superior}",
        "loai_cap_tren": commune.superior_noun,
        "ky_hieu": commune.symbol or DOTS,
        "hoi_dong": f"Hội đồng Thi đua - Khen thưởng {issuer.place}".strip(),
        "hoi_dong_hoa": "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
        "dia_danh": (plan and plan.place) or DOTS,
        "ngay_lap": f"ngày {BLANK} tháng {BLANK} năm {facts.made_at.year}",
        "nam": str(facts.request.scope.year),
        "ky": facts.request.in_words,
        "cua_pham_vi": of_scope(facts),
        "den_ngay": words.day(facts.request.scope.as_of),
        "ke_hoach": _plan_named(facts),
        "luat_tdkt": laws.LAW,
        "nghi_dinh_tdkt": laws.decree(facts.made_at.date()),
        "nghi_dinh_tham_quyen": laws.AUTHORITY,
        "thong_tu_tdkt": laws.CIRCULAR,
        **_signed(facts, issuer.body.upper()),
        "thuong_truc": commune.standing_body or DOTS,
        "dong_cuoi": _last_line(facts),
    }


def properties(facts: Facts) -> dict[str, str]:
    """What a file's properties say of the data that it was made from."""
    version = facts.warehouse.version
    as_of = words.day(facts.request.scope.as_of)
    return {"comments": f"Số liệu tính đến {as_of}; phiên bản dữ liệu {version}", "keywords": version}


def long_day(day: date) -> str:
    """ngày 05 tháng 02 năm 2026: days below 10 and months below 3 with a zero (NĐ 30/2020/NĐ-CP, Phụ lục I).

    >>> long_day(date(2026, 2, 5)), long_day(date(2026, 3, 15))
    ('ngày 05 tháng 02 năm 2026', 'ngày 15 tháng 3 năm 2026')
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _plan(facts: Facts) -> Any | None:
    """The year's plan; None where there is none or its file cannot be read (the document then has dots)."""
    try:
        return facts.plan
    except NotAvailable:
        return None


def of_scope(facts: Facts) -> str:
    """Whose the figures are, after a space, to end a title: của Thôn 3; empty where nothing is filtered."""
    scope = facts.request.scope
    table, keys, noun = ("units", scope.units, "đơn vị") if scope.units else ("blocs", scope.blocs, "khối")
    return f" của {phrases.named([facts.name(table, key) for key in keys], noun)}" if keys else ""


def _signed(facts: Facts, body: str) -> dict[str, str]:
    """Authority, post and name of who signs, and which of the leaders get a copy: not he to himself.

    TM. for the chairman; KT. below it for a deputy, who signs in his place; TL. alone for the head of an office, where he
    may sign: else the place is left to whom the law lets sign. A head of an office signs his office's own documents, too.
    """
    plan = _plan(facts)
    post, name = ((plan and plan.signer_title) or "").upper(), (plan and plan.signer_name) or DOTS
    leads, deputy = "chu tich" in fold(post), fold(post).startswith("pho")
    of_office = bool(post) and not leads
    others = f"các PCT UBND {facts.commune.noun}"
    own = {
        "thuong_truc_chuc_vu": holders.post(facts.commune.standing_body) or DOTS,
        "thuong_truc_nguoi_ky": DOTS,
    }
    if of_office and fold(post).startswith(fold(own["thuong_truc_chuc_vu"])):
        own["thuong_truc_nguoi_ky"] = name
    if of_office and facts.request.kind.by_order:
        return {
            "quyen_han": "TL. CHỦ TỊCH",
            "chuc_vu": post,
            "nguoi_ky": name,
            "lanh_dao": f"CT, {others} (để báo cáo)",
            **own,
        }
    return {
        "quyen_han": f"TM. {body}" + ("\nKT. CHỦ TỊCH" if deputy and leads else ""),
        "chuc_vu": post if leads else DOTS,
        "nguoi_ky": DOTS if of_office else name,
        "lanh_dao": phrases.begun(others) if leads and not deputy else f"CT, {others}",
        **own,
    }


def _plan_named(facts: Facts) -> str:
    plan = _plan(facts)
    if plan is None:
        return f"Kế hoạch số {DOTS} về công tác thi đua, khen thưởng năm {facts.request.scope.year}"
    issued = f" ngày {words.day(plan.issued_on)}" if plan.issued_on else ""
    title = re.sub(r"^kế hoạch\b\s*", "", plan.title or "", flags=re.IGNORECASE)
    if title[1:2].islower():  # neither an abbreviation nor all in capitals
        title = title[:1].lower() + title[1:]
    about = title if not title or _ACTS.match(title) else f"về {title}"
    return f"Kế hoạch số {plan.number or DOTS}{issued} của {plan.issuer} {about}".strip()


def _last_line(facts: Facts) -> str:
    return (
        f"Số liệu tính đến {words.day(facts.request.scope.as_of)}; lập lúc {words.moment(facts.made_at)}; "
        f"phiên bản dữ liệu {facts.warehouse.version}. {facts.notice}"
    ).rstrip()


TAGS = {
    "co_quan": "tên cơ quan ban hành, chữ hoa",
    "uy_ban": "tên cơ quan ban hành",
    "xa": "tên đơn vị hành chính của cơ quan ban hành",
    "loai": "loại đơn vị hành chính ấy, một từ viết thường",
    "cap_tren": "tên cấp trên trực tiếp",
    "chu_tich_cap_tren": "Chủ tịch của cấp trên trực tiếp",
    "loai_cap_tren": "loại đơn vị hành chính của cấp trên, một từ viết thường",
    "ky_hieu": "ký hiệu văn bản của cơ quan thường trực",
    "hoi_dong": "tên Hội đồng",
    "hoi_dong_hoa": "tên Hội đồng, chữ hoa, hai dòng",
    "dia_danh": "địa danh",
    "ngay_lap": "ngày, tháng để trống, năm lập văn bản",
    "nam": "năm của báo cáo",
    "ky": "kỳ báo cáo",
    "cua_pham_vi": "“ của …” các đơn vị, khối được chọn; trống nếu không lọc",
    "den_ngay": "ngày của số liệu",
    "ke_hoach": "số, ngày, tên kế hoạch năm",
    "luat_tdkt": "Luật Thi đua, khen thưởng: số, ngày",
    "nghi_dinh_tdkt": "Nghị định về thi đua, khen thưởng: số, ngày, tên",
    "nghi_dinh_tham_quyen": "Nghị định phân định thẩm quyền: số, ngày, tên",
    "thong_tu_tdkt": "Thông tư hướng dẫn: số; ngày, tên để trống",
    "thuong_truc": "cơ quan thường trực Hội đồng",
    "thuong_truc_chuc_vu": "chức vụ người đứng đầu cơ quan thường trực",
    "thuong_truc_nguoi_ky": "họ tên người ấy, nếu là người ký của Kế hoạch",
    "lanh_dao": "nơi nhận: lãnh đạo Ủy ban nhân dân, trừ người ký",
    "quyen_han": "quyền hạn của người ký",
    "chuc_vu": "chức vụ người ký",
    "nguoi_ky": "họ tên người ký",
    "dong_cuoi": "dòng cuối: ngày của số liệu, lúc lập, phiên bản dữ liệu",
}
"""Tag → its meaning, for the people who edit a template."""
