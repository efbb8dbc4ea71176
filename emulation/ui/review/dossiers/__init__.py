"""*Hồ sơ chờ xử lý*: its sentences and figures, its filter, a dossier's window."""
