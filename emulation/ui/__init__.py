"""The Streamlit side, a room a screen as in `pages/`. `parts` knows no room, and no room knows another's inside."""
