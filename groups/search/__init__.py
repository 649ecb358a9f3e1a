"""The search: one query in, one `Results` out, the same for pages, API, feeds and calendars."""
