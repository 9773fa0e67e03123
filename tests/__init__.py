"""The tests: they mirror ``service/``.  ``bench/`` measures quality and speed."""
