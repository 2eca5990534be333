"""The hub: everything that stays open. One plain ASGI application, no table of the domain.

streams   who listens, each with a bounded queue
news      LISTEN: from the database to the streams
watch     closes streams whose session or person has ended
app       the addresses: /stream, /healthz, /readyz, /metrics
serve     uvicorn around it
"""
