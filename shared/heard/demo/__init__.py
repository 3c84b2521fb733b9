"""The demo consultation: synthetic, deterministic, and calibrated to what a real review published."""

from heard.demo.large import write_large, write_responses
from heard.demo.write import DEMO_SEED, write_demo

__all__ = ["DEMO_SEED", "write_demo", "write_large", "write_responses"]
