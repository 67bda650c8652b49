"""`regesto new`: the beginnings of things, one module each."""
