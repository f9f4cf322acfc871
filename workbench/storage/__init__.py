"""The database: tables, migrations, repositories; rows never leave, values do."""
