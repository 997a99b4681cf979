"""The steps of the pipeline, a module each: values in, values out. `checker.pipeline` puts them in order."""
