"""A backup while the site runs, and a site from a backup.

Order is what makes it whole. First a snapshot of the database is opened: dump, row counts and the list of files all
come from that one moment. Bytes are durable before a row names them, and files never change, so every file a row of
the snapshot names was there at that moment; copied after it, a file can only be missing because it was erased since:

- its row was deleted meanwhile: the restored row has no picture, as will be seen when somebody deletes it again;
- an upload was re-made meanwhile: what was sent is gone and what was made of it is there. The backup then takes the
  newer files and notes the newer row beside the dump, and a restore sets it after the rows were found to be the same.
"""
