"""The search: answers compared with oracles that are not our code."""
