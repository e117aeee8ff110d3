"""Addresses everybody has, from signing in to one's own account, and those for administrators."""

from django.urls import URLPattern

from homeward.web.accounts.roles import EVERY_ROLE, Role
from homeward.web.people import urls_of_access
from homeward.web.people.pages import user_change
from homeward.web.people.pages.account_show import account_show
from homeward.web.people.pages.authenticator_app_add import authenticator_app_add
from homeward.web.people.pages.child_show import child_show
from homeward.web.people.pages.children_list import children_list
from homeward.web.people.pages.health_show import health_show
from homeward.web.people.pages.home_show import home_show
from homeward.web.people.pages.identity_confirm import identity_confirm
from homeward.web.people.pages.identity_connect import (
    identity_begin,
    identity_connect,
    identity_return,
    identity_sign_in,
)
from homeward.web.people.pages.language_choose import language_choose
from homeward.web.people.pages.notice_see import notice_see
from homeward.web.people.pages.own_session_end import own_session_end
from homeward.web.people.pages.passkey_add import passkey_add
from homeward.web.people.pages.passkey_sign_in import passkey_sign_in
from homeward.web.people.pages.password_change import password_change
from homeward.web.people.pages.recovery_codes_renew import recovery_codes_renew
from homeward.web.people.pages.role_end import role_end
from homeward.web.people.pages.role_give import role_give
from homeward.web.people.pages.second_factor_ask import second_factor_ask
from homeward.web.people.pages.second_factor_remove import second_factor_remove
from homeward.web.people.pages.second_factor_set_up import second_factor_set_up
from homeward.web.people.pages.sign_in import sign_in
from homeward.web.people.pages.sign_out import sign_out
from homeward.web.people.pages.user_add import user_add
from homeward.web.people.pages.user_show import user_show
from homeward.web.people.pages.users_list import users_list
from homeward.web.people.policy import ANYONE, SIGNED_IN, Allow, page
from homeward.web.people.relations import EVERY_RELATION, WHO_SEES
from homeward.web.people.urls_of_family import family_pages
from homeward.web.people.urls_of_work import work_patterns

ADMINISTRATORS = Allow(roles=frozenset({Role.ADMINISTRATOR}))
USERS = Allow(
    roles=frozenset({Role.ADMINISTRATOR}),
    menu="People who sign in",
    says="Add people, give and end roles, help who cannot sign in, shut out who leaves.",
)

# Names children: who looked is written down, unlike on other pages that everybody has.
TODAY = Allow(roles=EVERY_ROLE)
CHILDREN = Allow(roles=frozenset(WHO_SEES), menu="Children", says="Find a child whose record you may open.")
CHILD = Allow(roles=frozenset(WHO_SEES), relations=EVERY_RELATION, menu="Overview")

# The child's page: the list of children, and each child at a glance.
_child: list[URLPattern] = [
    page("children/", children_list, name="children_list", allow=CHILDREN),
    page("children/<uuid:child_pk>/", child_show, name="child", allow=CHILD),
]
_everybody: list[URLPattern] = [
    page("", home_show, name="home", allow=TODAY),
    page("notices/<uuid:pk>/seen/", notice_see, name="notice_see", allow=SIGNED_IN),
    page("language/", language_choose, name="language_choose", allow=ANYONE),
    page("healthz", health_show, name="health", allow=ANYONE),
    page("sign-in/", sign_in, name="sign_in", allow=ANYONE),
    page("sign-in/second-step/", second_factor_ask, name="second_factor_ask", allow=ANYONE),
    page("sign-in/passkey/", passkey_sign_in, name="passkey_sign_in", allow=ANYONE),
    page("sign-in/with/", identity_sign_in, name="identity_sign_in", allow=ANYONE),
    page("sign-in/<slug:provider_id>/return/", identity_return, name="openid_connect_callback", allow=ANYONE),
    page("sign-out/", sign_out, name="sign_out", allow=ANYONE),
]
_own_account: list[URLPattern] = [
    page("your-account/", account_show, name="account_show", allow=SIGNED_IN),
    page("your-account/confirm/", identity_confirm, name="identity_confirm", allow=SIGNED_IN),
    page("your-account/password/", password_change, name="password_change", allow=SIGNED_IN),
    page("your-account/second-factor/", second_factor_set_up, name="second_factor_set_up", allow=SIGNED_IN),
    page("your-account/second-factor/app/", authenticator_app_add, name="authenticator_app_add", allow=SIGNED_IN),
    page("your-account/second-factor/passkey/", passkey_add, name="passkey_add", allow=SIGNED_IN),
    page("your-account/second-factor/codes/", recovery_codes_renew, name="recovery_codes_renew", allow=SIGNED_IN),
    page(
        "your-account/second-factor/<int:pk>/remove/",
        second_factor_remove,
        name="second_factor_remove",
        allow=SIGNED_IN,
    ),
    page("your-account/sessions/end/", own_session_end, name="own_session_end", allow=SIGNED_IN),
    page("your-account/connect/", identity_connect, name="identity_connect", allow=SIGNED_IN),
    page("your-account/connect/begin/", identity_begin, name="identity_begin", allow=SIGNED_IN),
]
_administration: list[URLPattern] = [
    page("users/", users_list, name="users_list", allow=USERS),
    page("users/add/", user_add, name="user_add", allow=ADMINISTRATORS),
    page("users/<int:pk>/", user_show, name="user_show", allow=ADMINISTRATORS),
    page("users/<int:pk>/roles/give/", role_give, name="role_give", allow=ADMINISTRATORS),
    page("users/<int:pk>/roles/<int:held_pk>/end/", role_end, name="role_end", allow=ADMINISTRATORS),
]
_one_button: dict[str, tuple[str, user_change.Change]] = {
    "shut-out/": ("user_deactivate", user_change.DEACTIVATE),
    "bring-back/": ("user_bring_back", user_change.BRING_BACK),
    "password/": ("password_give", user_change.GIVE_PASSWORD),
    "second-factor/": ("second_factor_reset", user_change.RESET_SECOND_FACTOR),
    "sessions/": ("sessions_end", user_change.END_SESSIONS),
    "identity/": ("identity_unlink", user_change.UNLINK_IDENTITY),
}

# The order is that of the menu, and of the pages of a child's record: the child's own page stands first.
urlpatterns = [
    *_everybody,
    *_child,
    *family_pages,
    # Looked-after history, network, allocations, teams and handovers.
    *work_patterns,
    # Asking who is known, merging, restrictions and broken glass, and who has looked.
    *urls_of_access.LINES,
    *_own_account,
    *_administration,
    *(
        page(f"users/<int:pk>/{way}", user_change.page_of(change), name=name, allow=ADMINISTRATORS)
        for way, (name, change) in _one_button.items()
    ),
]
