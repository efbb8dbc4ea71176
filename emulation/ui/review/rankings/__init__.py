"""*Xếp hạng khối thi đua*: its sentences and figures."""
