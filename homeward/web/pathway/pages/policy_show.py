"""The return-home policy of the service: the steps, the rule, what was changed here; as page, PDF and picture."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts.pathway_flow import draw_flow, flow_table
from homeward.practice.decisions.local_scheme import SAMPLE as SCHEME
from homeward.practice.decisions.local_scheme import scheme_told
from homeward.practice.pathways.local_file import SAMPLE
from homeward.practice.pathways.policy import UNVERIFIED, facts_told, honest_about, steps_told
from homeward.practice.rule_file import print_rule, rule_table, whose_rule
from homeward.reports.return_home_policy import PolicyDocument, policy_as_pdf
from homeward.web import clock
from homeward.web.pathway.decisions.local import scheme_on
from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.local.queries import ledger_of, pathway_on, pathway_row_on, rule_on, rules, unreadable
from homeward.web.pathway.models import LocalDecisions, LocalPathway


@require_safe
def policy_show(request: HttpRequest) -> HttpResponse:
    """Show the policy as it holds today, what was changed of it first."""
    today = clock.today()
    pathway, row, held = pathway_on(today), pathway_row_on(today), rules()
    lines, rule = ledger_of(row, today), held.on(today)
    context = {
        "pathway": pathway,
        "steps": steps_told(pathway),
        "facts": facts_told(pathway),
        "ledger": lines,
        "honest": honest_about(lines),
        "unreadable": unreadable(row),
        "rule": rule,
        "rule_table": rule_table(rule),
        "whose": whose_rule(rule),
        "rule_unreadable": unreadable(held.row_on(today)),
        "picture": draw_flow(pathway),
        "twin": flow_table(pathway),
        "unverified": UNVERIFIED,
        "put_in": [
            ("pathway", one) for one in reversed(LocalPathway.objects.select_related("put_in_by", "taken_back_by"))
        ],
        "scheme": scheme_told(scheme_on(today)),
        "schemes_put_in": [
            ("decisions", one) for one in reversed(LocalDecisions.objects.select_related("put_in_by", "taken_back_by"))
        ],
        "rules_put_in": [("rule", one) for one in reversed(held.told)],
        "today": today,
        "may_change": bool(request.roles & SETS_POLICY),
    }
    return render(request, "pathway/policy_show.html", context)


@require_safe
def policy_pdf(request: HttpRequest) -> HttpResponse:
    """Send the policy as it holds today as PDF."""
    today = clock.today()
    document = PolicyDocument(
        pathway=pathway_on(today),
        ledger=ledger_of(pathway_row_on(today), today),
        rule=rule_on(today),
        as_of=today,
        is_invented=settings.HOMEWARD_INVENTED,
    )
    return _file(policy_as_pdf(document), "application/pdf", f"return-home-policy-{today:%Y-%m-%d}.pdf")


@require_safe
def policy_flowchart(request: HttpRequest) -> HttpResponse:
    """Send the picture of the pathway as it holds today as SVG."""
    today = clock.today()
    picture = draw_flow(pathway_on(today)).encode()
    return _file(picture, "image/svg+xml", f"return-home-pathway-{today:%Y-%m-%d}.svg")


@require_safe
def policy_sample(request: HttpRequest, matter: str) -> HttpResponse:
    """Send what a council can begin its own text with: examples of changes, or the rule that holds."""
    texts = {"pathway": SAMPLE, "decisions": SCHEME}
    text = texts.get(matter) or print_rule(rule_on(clock.today()))
    return _file(text.encode(), "text/plain; charset=utf-8", f"return-home-{matter}.toml")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
