"""A page that writes."""


def child_show(request, child):
    """Save while showing."""
    seen = {}
    seen.update(child=child)
    child.save()
    type(child).objects.filter(pk=1).update(seen=True)
