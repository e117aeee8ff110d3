"""Where those who keep records begin: who asks for their record, what waits for somebody, what is past its day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.law.retention_rule import rules_of
from homeward.web import clock
from homeward.web.keeping.models import AccessRequest, DestructionCertificate, DestructionProposal, LegalHold
from homeward.web.keeping.requests.queries import requests_of
from homeward.web.keeping.retention import nation_served, records_past_their_day
from homeward.web.people.policy import visible

MOST = 50


@require_safe
def records_show(request: HttpRequest) -> HttpResponse:
    """List all of it, what is due first at the top."""
    user, today = request.user, clock.today()
    proposals = visible(user, DestructionProposal).filter(turned_down_at=None)
    proposed = set(proposals.values_list("child", flat=True))
    past = [record for record in records_past_their_day(user, today) if record.child.pk not in proposed]
    holds = visible(user, LegalHold).in_force()
    context = {
        "requests": requests_of(user, today),
        "closed": visible(user, AccessRequest)
        .exclude(closed_on=None)
        .select_related("child")
        .order_by("-closed_on")[:MOST],
        "proposals": proposals.select_related("child", "proposed_by"),
        "past": past[:MOST],
        "past_count": len(past),
        "holds": holds.select_related("child", "put_on_by", "lifting_proposed_by"),
        "certificates": visible(user, DestructionCertificate).select_related("agreed_by")[:MOST],
        "rules": rules_of(nation_served()),
        "nation": nation_served().full_name,
    }
    return render(request, "keeping/records_show.html", context)
