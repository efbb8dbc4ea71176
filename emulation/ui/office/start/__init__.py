"""The steps of *Lập dữ liệu mới*: a new commune from nothing."""
