"""Who somebody is: a user signs in, a member is that user in one workspace."""

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    as_member: "Member | None" = None
    """Who they are, where signing in has looked it up."""


class Workspace(models.Model):
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)


class Role(models.TextChoices):
    ENGINEER = "engineer", "engineer"
    MANAGER = "manager", "engineering manager"
    PRODUCT = "product", "product manager"
    OTHER = "other", "other"


class Member(models.Model):
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=9, choices=Role, default=Role.ENGINEER)
    timezone = models.CharField(max_length=64, default="UTC")
    review_on = models.DateField(null=True, blank=True, help_text="When their next performance review is.")
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_member_per_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Token(models.Model):
    """A key for the API. Only its digest is kept, so nobody can read it back."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)


class SignInLink(models.Model):
    """A link that signs one member in, once, within minutes."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
