"""The editor's screens: the editor itself, the picker, and what opens over them."""
