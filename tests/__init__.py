"""Tests of the workbench, one folder a room."""
