"""Migrations of the store: ``versions`` holds one file a change of ``heard.store.schema``, oldest first."""
