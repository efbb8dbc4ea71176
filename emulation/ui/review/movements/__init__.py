"""*Phong trào thi đua*: its sentences and figures."""
