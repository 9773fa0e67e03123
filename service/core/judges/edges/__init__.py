"""What the judges of the edges of a text share: vocabulary, names, credits, and how a finding is written."""
