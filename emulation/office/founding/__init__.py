"""A new commune from nothing: what is pasted from its plan and lists, as rows to be corrected before they are saved."""
