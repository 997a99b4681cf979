"""Asking a model: what is asked (`request`, `prompts`, `wire`) stands apart from how it is answered (the sources).

A source has one method, `answer(request)`. `recorded` reads a folder of kept answers, `pending` writes out what nobody
answered, `live` asks a server. `asking` sits above whichever source there is: it checks that a reply holds, asks again
with the reason when it does not, shares one request between tasks that want the same, and counts.
"""
