"""The data to take away: from an edition to files, each a pure function of it. Same inputs, same bytes."""
