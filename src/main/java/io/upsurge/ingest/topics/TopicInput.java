package io.upsurge.ingest.topics;

import java.util.Optional;

/**
 * A topic in which others write metrics.
 *
 * @param topic its name
 * @param format what it carries
 * @param cluster cluster of series without a label that says it; empty if the labels must say it, or there is a default
 */
public record TopicInput(String topic, InputFormat format, Optional<String> cluster) {}
