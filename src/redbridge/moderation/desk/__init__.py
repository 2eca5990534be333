"""The desk: where staff finds what waits, looks, and decides."""
