"""The commands of `regesto`, one module each: they parse options, call, and show; they decide nothing."""
