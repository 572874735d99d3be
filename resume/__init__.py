"""The domain, pure: what a resume, a fact and a claim are, and every rule about them.

Nothing in here knows a model, the network, a file format or a database.
"""
