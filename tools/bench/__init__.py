"""What a site costs. `make bench` loads 1 M notes once, measures, and writes what came out into docs/bench.md."""
