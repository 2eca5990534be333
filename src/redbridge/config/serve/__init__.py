"""The processes behind `redbridge web` and `redbridge worker`; the hub has a room of its own beside this one."""
