package io.upsurge.app.doctor.look;

/**
 * What was read of a topic.
 *
 * @param count records read
 * @param largestBytes size of the largest of them, key and value
 * @param cut whether there was more of the period than was read
 */
public record Records(long count, int largestBytes, boolean cut) {}
