"""Tài khoản: who may sign in, and as what."""

from emulation.ui.frame import frame
from emulation.ui.office.accounts import sentences, view
from emulation.ui.parts import blocks

frame.heading("Tài khoản", "Ai đăng nhập được, và với vai trò nào.")
view.outcome()
if found := view.accounts():
    blocks.lead(sentences.standing(found))
    view.add_button()
    view.table(found)
view.window()
