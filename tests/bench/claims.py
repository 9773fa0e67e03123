"""What a bench claims, and whether it held."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Claims:
    """Prints each claim with its figures; a run is good when all of them held."""

    failed: list[str] = field(default_factory=list)

    def check(self, claim: str, held: bool, figures: str = "") -> None:
        """Note one claim."""
        print(f"{'holds' if held else 'FAILS'}  {claim}{f': {figures}' if figures else ''}", flush=True)
        if not held:
            self.failed.append(f"{claim}: {figures}")

    @property
    def exit_code(self) -> int:
        """For the command: 0 when all held."""
        return 1 if self.failed else 0
