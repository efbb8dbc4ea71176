"""How a commune's emulation and commendation work stands, from its CSV files.

`schema` says what the files hold, `intake` reads and checks them, `warehouse` answers the questions
of `queries/`, `folder` keeps an open data folder fresh, `ui` draws.
"""
