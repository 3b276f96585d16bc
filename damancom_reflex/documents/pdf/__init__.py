"""What every PDF is made of: text in both scripts, a mirrored sheet, tables, drawings. Knows nothing of remissions."""
