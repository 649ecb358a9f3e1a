"""Who decides about what: lists that show a moderator only what they look after, and the rows that say so."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django_countries import countries

from groups.listings.changes import Who
from groups.models import Change, Group, ModeratorScope
from groups.models.moderation import held_by


class ScopedAdmin(admin.ModelAdmin):
    """Shows, and lets act on, only the rows of groups that whoever asks looks after; all others do not exist for them.

    `group_path` leads from the row to its group, such as "group__".
    """

    group_path: ClassVar[str] = "group__"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(held_by(request.user, self.group_path))


def who(request: HttpRequest) -> Who:
    """Whoever is logged in, as the one who changes a listing."""
    return Who(Change.By.MODERATOR, user=User.objects.get(pk=request.user.pk or 0))


def refuse_strange_group(request: HttpRequest, group: Group) -> None:
    """PermissionDenied for a group, as it is stored now, that whoever is logged in does not look after."""
    if not Group.objects.looked_after_by(request.user).filter(pk=group.pk).exists():
        raise PermissionDenied


class CountryFilter(admin.SimpleListFilter):
    """The countries, by name, of the rows that whoever asks may see."""

    title = "country"
    parameter_name = "country"

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        self.path = f"{model_admin.group_path}country"
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        rows = model_admin.get_queryset(request).order_by().values_list(self.path, flat=True).distinct()
        named = [(code, countries.name(code) or code) for code in rows if code]
        return sorted(named, key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{self.path: self.value()}) if self.value() else queryset


class OpenFirstFilter(admin.SimpleListFilter):
    """A state, of which what is open stands first and is shown where nothing is asked for."""

    title = "state"
    parameter_name = "state"

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "Open"}, *others]


@admin.register(ModeratorScope)
class ModeratorScopeAdmin(admin.ModelAdmin):
    list_display = ("user", "__str__")
    list_filter = ("country", "fellowship")
    list_select_related = ("user", "fellowship")
    autocomplete_fields = ("fellowship",)
    search_fields = ("user__username",)


class ScopeInline(admin.TabularInline):
    model = ModeratorScope
    extra = 0
    autocomplete_fields = ("fellowship",)


admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    """The staff with what they look after. Only a superuser makes superusers, and changes them."""

    inlines = (ScopeInline,)
    list_display = ("username", "is_active", "is_staff", "is_superuser", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        return own if _is_superuser(request) else (*own, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        own = super().has_change_permission(request, obj)
        return own and (_is_superuser(request) or not getattr(obj, "is_superuser", False))


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
