"""The edge to MkDocs: plugin, page shell, offline export. Adapts and calls; decides nothing."""
