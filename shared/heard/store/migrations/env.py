"""What Alembic runs: the migrations, in the transaction that ``heard.store.migrate`` has begun."""

from alembic import context

from heard.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
