package io.upsurge.format;

/** Reads one record of a topic, one body of a request. For one thread. */
@FunctionalInterface
public interface PayloadDecoder {

    /**
     * Reads a payload.
     *
     * @param payload the bytes
     * @param sink takes the readings
     * @param notes takes what was left out, and what can be seen of the source
     * @throws FormatException if it cannot be read; readings up to there may have been given out
     */
    void decode(byte[] payload, ReadingSink sink, Notes notes) throws FormatException;
}
