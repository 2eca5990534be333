"""How fast the machine is at this moment: CPU-milliseconds count more where others empty the caches."""

import time


def calibrated() -> float:
    """CPU-milliseconds that a fixed piece of Python takes now, the least of nine."""
    return min(_once() for _ in range(9))


def _once() -> float:
    began, seen = time.process_time(), {}
    for number in range(150_000):
        seen[number & 1023] = str(number)
    return (time.process_time() - began) * 1000
