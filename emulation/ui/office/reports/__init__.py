"""*Báo cáo*: what is chosen, what is made of it, and the templates."""
