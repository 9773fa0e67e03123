"""The version, written once: packaging, the article, the service and the container read it from here."""

VERSION = "0.1.0"
