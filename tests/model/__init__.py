"""Tests of the learned judge and its training."""
