"""Training of the reader: data, model, loop, export and evaluation."""
