"""Mail to units of what presses, and to the chairman on Mondays; in Vietnamese *Nhắc việc*.

From the bottom up: `settings` how mail is sent, `log` what was sent, `messages` the mails, `pressing` what presses and why
a unit is written to, `digest` what the chairman is told, `letters` what goes with mails, `post` the way to the server,
`outbox` who gets what and the sending, `job` the sending behind a screen, `command` that of a terminal or a scheduler.
Nothing is sent where nobody set a server.
"""
