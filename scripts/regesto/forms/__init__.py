"""The forms by which readers propose a record, and the guides beside them: made from the model, for every edition."""
