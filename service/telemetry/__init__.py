"""What operators see: Prometheus metrics under ``winnow_``, and traces where they are asked for.

Workers report figures with each answer (``service.pool.reports``), so the one process that answers requests holds all
numbers.  Every label is of a small, closed set of words; never a word of a document, an address or a caller's own id.
"""
