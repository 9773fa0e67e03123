"""The learned judge: features of blocks, trees on numpy, and what to keep."""

from service.model.ask import Answer, Model, load_model
from service.model.columns import Hints

__all__ = ["Answer", "Hints", "Model", "load_model"]
