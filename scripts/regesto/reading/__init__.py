"""Articles as they come (text, Markdown, HTML, PDF) turned into documents whose parts are told apart, with offsets."""
