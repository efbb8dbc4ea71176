"""What fills the templates: a module a kind of report (`period`, `ranking`, `proposal`, `minutes`, `reminders`), with the
parts that they share beside them. Each has `documents(facts)` and TAGS, which say what the template may use."""
