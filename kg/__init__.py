"""kg: an evidence-backed knowledge graph of armed groups and events."""

__version__ = "0.1.0"
