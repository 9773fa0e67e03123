"""Tests of the rule files and of their reader."""
