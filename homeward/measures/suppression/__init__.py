"""Which figures of a pack must be hidden so that no small number shows and none can be worked out."""
