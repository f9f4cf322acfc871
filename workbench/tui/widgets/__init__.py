"""The editor's widgets: each draws rows of runs and posts messages in the past tense."""
