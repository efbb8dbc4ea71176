"""The question of a unit's page, as people write a Streamlit app: parts of tasks done and overdue, and the late ones."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

DATA = Path(os.environ["EMULATION_DATA"])
TODAY = pd.Timestamp("2026-11-16")
STATES = ["Hoàn thành", "Đang thực hiện", "Chưa bắt đầu", "Quá hạn"]

st.set_page_config(page_title="Thi đua, khen thưởng", layout="wide")


@st.cache_data
def load(name):
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


@st.cache_data
def parts():
    tasks, assignments, progress, units = (load(n) for n in ("tasks", "assignments", "progress", "units"))
    progress["on"] = pd.to_datetime(progress["Ngày ghi nhận"], dayfirst=True)
    last = progress[progress["on"] <= TODAY].sort_values("on", kind="stable")
    last = last.groupby(["Mã nhiệm vụ", "Mã đơn vị"], as_index=False).last()
    found = assignments.merge(tasks, on="Mã nhiệm vụ").merge(units, on="Mã đơn vị", suffixes=("", " đơn vị"))
    found = found.merge(last, on=["Mã nhiệm vụ", "Mã đơn vị"], how="left")
    found["Hạn"] = pd.to_datetime(
        found["Hạn riêng"].where(found["Hạn riêng"] != "", found["Hạn hoàn thành"]), dayfirst=True
    )
    found["Trạng thái"] = found["Trạng thái"].fillna("Chưa bắt đầu")
    late = (found["Trạng thái"] != "Hoàn thành") & (found["Hạn"] < TODAY)
    found.loc[late, "Trạng thái"] = "Quá hạn"
    found["Trễ (ngày)"] = (TODAY - found["Hạn"]).dt.days
    return found


found, units = parts(), load("units")
names = dict(zip(units["Mã đơn vị"], units["Tên đơn vị"], strict=True))
unit = st.selectbox(
    "Đơn vị", ["", *names], format_func=lambda u: names.get(u, "Tất cả"), key="unit", bind="query-params"
)
if unit:
    found = found[found["Mã đơn vị"] == unit]
late = found[found["Trạng thái"] == "Quá hạn"].sort_values("Trễ (ngày)", ascending=False)

st.title(names.get(unit, "Toàn xã"))
columns = st.columns(3)
columns[0].metric("Phần việc", len(found))
columns[1].metric("Hoàn thành", int((found["Trạng thái"] == "Hoàn thành").sum()))
columns[2].metric("Quá hạn", len(late))

counts = found.groupby(["Quý", "Trạng thái"], as_index=False).size()
chart = px.bar(counts, x="Quý", y="size", color="Trạng thái", category_orders={"Trạng thái": STATES})
st.plotly_chart(chart, width="stretch")

st.subheader("Quá hạn")
st.dataframe(late[["Tên đơn vị", "Điều khoản", "Nội dung", "Quý", "Hạn", "Trễ (ngày)"]], hide_index=True)
st.subheader("Tất cả")
st.dataframe(found[["Tên đơn vị", "Điều khoản", "Nội dung", "Quý", "Trạng thái", "Hạn"]], hide_index=True)
