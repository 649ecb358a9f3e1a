"""The Django project: settings, URLs, middleware and checks; what the product does lives in `groups`."""
