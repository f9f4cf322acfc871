"""Code points, widths, normalisation, similarity, diff, numbers: functions of strings alone."""
