"""The Streamlit side: the frame, the filters, words, figures and tables that pages share."""
