"""Joining what many reports say: near-copies, entities, events, tolls, judgements, contradictions.

Pure functions over records; the graph (kg/graph/) keeps their results up to date. The rules are told in docs/resolving.md.
"""
