"""The peer-support directory. Each folder is a room with one job; imports point downwards only (docs/design.md)."""
