"""The assessment of a return home: written factor by factor and parent by parent, and seen in one view."""
