"""Addresses of searches: the one on show with something changed, everything else that was asked kept."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

#: What a new search starts afresh.
_OF_ONE_PAGE = ("page", "as_of")


class SearchAddress:
    """The address of a page of a search for these parameters (already without empty values and unknown names).

    `path` is that page, by default the results. `point` is (latitude, longitude) in degrees as the search rounded it:
    finer ones are not written on.
    """

    def __init__(self, parameters: QueryDict, point: tuple[float, float] | None = None, path: str = "") -> None:
        self.values: dict[str, list[object]] = {name: list(values) for name, values in parameters.lists()}
        if point:
            self.values |= {"lat": [f"{point[0]:.2f}"], "lon": [f"{point[1]:.2f}"]}
        self.path = path or reverse("results")

    def changed(self, **changes: object) -> str:
        """The address with these parameters set, or left out where None, on its first page unless told otherwise."""
        values: dict[str, object] = {n: v for n, v in self.values.items() if n not in _OF_ONE_PAGE}
        return self._address(values | changes)

    def without(self, name: str, value: str) -> str:
        """The address with one value of one parameter taken away."""
        return self.changed(**{name: [kept for kept in self.values.get(name, []) if kept != value] or None})

    def only(self, *names: str) -> str:
        """The address with these parameters alone."""
        return self._address({name: values for name, values in self.values.items() if name in names})

    def on(self, page: str) -> str:
        """The same search, from its first page and without its map, on another page of ours (its address's name)."""
        return reverse(page) + self.changed(map=None).removeprefix(self.path)

    def _address(self, values: dict[str, object]) -> str:
        query = urlencode({name: value for name, value in values.items() if value is not None}, doseq=True)
        return f"{self.path}?{query}" if query else self.path
