"""What happened to a child: written down once, corrected with a reason, and told from the care history as well."""
