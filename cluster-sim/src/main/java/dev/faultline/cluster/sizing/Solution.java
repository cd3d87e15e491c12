package dev.faultline.cluster.sizing;

/** A configuration on its line. */
record Solution(Line line, int scale, Configuration configuration) {}
