"""Text to point, without asking anyone: the embedded gazetteer and the operator's optional geocoders."""
