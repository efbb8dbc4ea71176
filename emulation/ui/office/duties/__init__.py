"""The screen *Việc của đơn vị*: what a unit owes, and the window in which it reports a part."""
