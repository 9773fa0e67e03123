"""Metrics of what cleaning did to documents: drift of sources, rules and model shows here first."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

from service.pool.reports import Report

RATIO_BUCKETS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Shares and probabilities; finer near 1, where most texts are."""


class Counters:
    """Counters with the same labels, counted up together; looking one up by its labels costs more than counting."""

    def __init__(self, *counters: Counter) -> None:
        self._counters = counters
        self._found: dict[str, tuple[Counter, ...]] = {}

    def add(self, label: str, *amounts: int) -> None:
        """Add an amount to each."""
        found = self._found.get(label)
        if found is None:
            found = self._found[label] = tuple(counter.labels(label) for counter in self._counters)
        for counter, amount in zip(found, amounts, strict=True):
            counter.inc(amount)


class ContentMetrics:
    """What was taken out, repaired and kept, added up over all documents."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, meaning: str, *labels: str) -> Counter:
            return Counter(name, meaning, labels, namespace="winnow", registry=registry)

        def ratios(name: str, meaning: str) -> Histogram:
            return Histogram(name, meaning, namespace="winnow", registry=registry, buckets=RATIO_BUCKETS)

        self._kinds = Counters(
            counter("removed_documents", "Documents with a removal of the kind.", "kind"),
            counter("removed_pieces", "Removals by kind.", "kind"),
            counter("removed_characters", "Characters removed, by kind.", "kind"),
        )
        self._families = Counters(
            counter("family_documents", "Documents with a removal by the family of rules.", "family"),
            counter("family_pieces", "Removals by family of rules.", "family"),
            counter("family_characters", "Characters removed, by family of rules.", "family"),
        )
        self._source = counter("source_characters", "Characters of cleaned documents, as repaired.")
        self._body = counter("body_characters", "Characters of their bodies.")
        self._empty = counter("empty_results", "Documents of which nothing was left.")
        self._repairs = Counters(
            counter("repaired_documents", "Documents with a repair of the kind.", "kind"),
            counter("repairs", "Repairs of characters, by kind.", "kind"),
        )
        self._encodings = Counters(counter("encodings", "Documents by how their bytes became text.", "source"))
        self._kept = ratios("kept_ratio", "Share of a document's characters that is in its body.")
        self._probability = ratios("article_probability", "How sure the model is that the body is an article.")

    def add(self, report: Report) -> None:
        """Count one cleaned document."""
        for counters, tallies in ((self._kinds, report.removals), (self._families, report.families)):
            for name, tally in tallies.items():
                counters.add(name, 1, tally.count, tally.characters)
        for kind, count in report.repairs.items():
            self._repairs.add(kind, 1, count)
        self._source.inc(report.source_characters)
        self._body.inc(report.body_characters)
        self._empty.inc(report.empty)
        self._encodings.add(report.encoding, 1)
        self._kept.observe(report.kept_ratio)
        if report.article_probability is not None:
            self._probability.observe(report.article_probability)
