"""Worker processes with a deadline: the only place that cleans on behalf of the service."""
