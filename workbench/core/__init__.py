"""The frozen values of the trade: no I/O, no framework, nothing that a thread could change."""
