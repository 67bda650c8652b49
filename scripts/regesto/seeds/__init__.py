"""From YAML files to a checked dossier: strict reading, checks, schema, seals."""
