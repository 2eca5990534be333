"""`redbridge up`: starts database, web, hub and worker, and watches over them.

Imports no Django: the supervisor stays small and cannot fail for a reason of the site's.

plan       what was asked for, from arguments and environment
folders    the data folder: lock, secret, what runs
owner      whom the database runs as, and what that user can reach
programs   the programs of PostgreSQL
cluster    one PostgreSQL cluster in a folder
database   the embedded cluster, or the host's own
ports      sockets that listen before anybody serves them
spawn      one child process
children   children that come back when they die
engine     translation: brought in the background, or how to bring it
steps      the steps of a start, some at the same time
watch      signals, waiting, restarting, stopping
main       the order of it all
"""
