"""The operator's commands, as an operator runs them."""
