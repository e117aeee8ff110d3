"""Actions that leave no trace."""


def rename_child(child, name):
    """Change a name; nobody knows who did."""
    child.name = name
    child.save()


def recorded(action, *, by):
    """Stand in for the audit."""


def close_child(child, *, by):
    """Close a record without an audit row."""
    child.delete()


def open_child(child, *, by):
    """Open a record as it should be done."""
    with recorded("child_opened", by=by):
        child.save()


def check_can_close(child):
    """Raise a sentence; write nothing."""


def check_can_open(child):
    """Write under the name of a check."""
    child.save()
