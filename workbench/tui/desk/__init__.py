"""The editor's conduct: saving, drafting and looking things up, each in a class of its own."""
