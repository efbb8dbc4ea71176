"""The question of a unit's page in Dash: `python dash_app.py PORT`."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

DATA = Path(os.environ["EMULATION_DATA"])
TODAY = pd.Timestamp("2026-11-16")
STATES = ["Hoàn thành", "Đang thực hiện", "Chưa bắt đầu", "Quá hạn"]
LATE = ["Tên đơn vị", "Điều khoản", "Nội dung", "Quý", "Trễ (ngày)"]
ALL = ["Tên đơn vị", "Điều khoản", "Nội dung", "Quý", "Trạng thái"]


def load(name):
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def parts():
    tasks, assignments, progress, units = (load(n) for n in ("tasks", "assignments", "progress", "units"))
    progress["on"] = pd.to_datetime(progress["Ngày ghi nhận"], dayfirst=True)
    last = progress[progress["on"] <= TODAY].sort_values("on", kind="stable")
    last = last.groupby(["Mã nhiệm vụ", "Mã đơn vị"], as_index=False).last()
    found = assignments.merge(tasks, on="Mã nhiệm vụ").merge(units, on="Mã đơn vị", suffixes=("", " đơn vị"))
    found = found.merge(last, on=["Mã nhiệm vụ", "Mã đơn vị"], how="left")
    due = found["Hạn riêng"].where(found["Hạn riêng"] != "", found["Hạn hoàn thành"])
    found["Hạn"] = pd.to_datetime(due, dayfirst=True)
    found["Trạng thái"] = found["Trạng thái"].fillna("Chưa bắt đầu")
    late = (found["Trạng thái"] != "Hoàn thành") & (found["Hạn"] < TODAY)
    found.loc[late, "Trạng thái"] = "Quá hạn"
    found["Trễ (ngày)"] = (TODAY - found["Hạn"]).dt.days
    return found


PARTS, UNITS = parts(), load("units")
NAMES = dict(zip(UNITS["Mã đơn vị"], UNITS["Tên đơn vị"], strict=True))
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Dropdown([{"value": unit, "label": name} for unit, name in NAMES.items()], id="unit"),
        html.Div(id="screen"),
    ]
)


def table(rows, columns):
    return dash_table.DataTable(
        rows[columns].to_dict("records"), [{"name": c, "id": c} for c in columns], page_size=20
    )


@app.callback(Output("screen", "children"), Input("unit", "value"), Input("address", "search"))
def draw(chosen, search):
    unit = chosen or parse_qs((search or "").lstrip("?")).get("unit", [""])[0]
    found = PARTS[PARTS["Mã đơn vị"] == unit] if unit else PARTS
    late = found[found["Trạng thái"] == "Quá hạn"].sort_values("Trễ (ngày)", ascending=False)
    counts = found.groupby(["Quý", "Trạng thái"], as_index=False).size()
    done = int((found["Trạng thái"] == "Hoàn thành").sum())
    return [
        html.H1(NAMES.get(unit, "Toàn xã")),
        html.P(
            f"{len(found)} phần việc, {done} hoàn thành, {len(late)} quá hạn",
            id="answer",
            **{"data-unit": unit},
        ),
        dcc.Graph(
            figure=px.bar(
                counts, x="Quý", y="size", color="Trạng thái", category_orders={"Trạng thái": STATES}
            )
        ),
        table(late, LATE),
        table(found, ALL),
    ]


if __name__ == "__main__":
    app.run(port=sys.argv[1])
