"""An admin whose every write makes the search entries of the groups it touches anew, in the same transaction."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, Q, QuerySet, URLField
from django.forms import ModelForm
from django.http import HttpRequest

from groups.models import Group
from groups.search import entries


class IndexedAdmin(admin.ModelAdmin):
    """Rebuilds what hangs on the rows it saves or deletes; otherwise just counts the change, for caches and ETags.

    `groups_through` are the look-ups from a group to these rows; `indexed_fields` are the fields that search entries
    or cards hold (None: any field).
    """

    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    groups_through: ClassVar[tuple[str, ...]] = ()
    indexed_fields: ClassVar[frozenset[str] | None] = None

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Iterable[Any], change: bool) -> None:
        # The last step of a save, also from an editable list, and inside Django's transaction: rows, inlines and
        # many-to-many choices are all written by now.
        super().save_related(request, form, formsets, change)
        if change and self._touches_entries(form, formsets):
            entries.rebuild(self.affected([form.instance.pk]))
        else:
            entries.count_change()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._delete([obj.pk], obj.delete)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._delete(list(queryset.values_list("pk", flat=True)), queryset.delete)

    def affected(self, ids: Iterable[int]) -> list[int]:
        """The ids of the groups whose entries or cards hold something of the rows with these ids."""
        condition = Q(pk__in=[])
        for lookup in self.groups_through:
            condition |= Q(**{f"{lookup}__in": list(ids)})
        return list(Group.objects.filter(condition).values_list("pk", flat=True).distinct())

    def _touches_entries(self, form: ModelForm, formsets: Iterable[Any]) -> bool:
        return self.indexed_fields is None or bool(self.indexed_fields & set(form.changed_data))

    @transaction.atomic
    def _delete(self, ids: list[int], delete: Any) -> None:
        # Asked before the rows are gone: afterwards nothing says which groups had them.
        touched = self.affected(ids)
        delete()
        entries.rebuild(touched)
