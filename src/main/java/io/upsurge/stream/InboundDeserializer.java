package io.upsurge.stream;

import io.upsurge.wire.RegistryUnavailableException;
import io.upsurge.wire.WireException;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes into {@link Inbound}. An unreachable registry says nothing about the record: it is waited for, however long it
 * takes, and never taken for a bad record. Any other error, such as refused credentials, ends the thread.
 *
 * @param <T> what the topic carries
 */
final class InboundDeserializer<T> implements Deserializer<Inbound<T>> {
    private static final Logger LOG = LoggerFactory.getLogger(InboundDeserializer.class);

    private final Deserializer<T> inner;
    private final Duration pause;

    InboundDeserializer(Deserializer<T> inner, Duration pause) {
        this.inner = inner;
        this.pause = pause;
    }

    @Override
    public Inbound<T> deserialize(String topic, byte[] bytes) {
        return decode(bytes, () -> inner.deserialize(topic, bytes));
    }

    @Override
    public Inbound<T> deserialize(String topic, Headers headers, byte[] bytes) {
        return decode(bytes, () -> inner.deserialize(topic, headers, bytes));
    }

    private interface Decoding<T> {
        T run();
    }

    private Inbound<T> decode(byte[] bytes, Decoding<T> decoding) {
        if (bytes == null) {
            return new Inbound<>(null, null, new IllegalArgumentException("the record has no value"));
        }
        while (true) {
            try {
                return new Inbound<>(bytes, decoding.run(), null);
            } catch (RegistryUnavailableException e) {
                LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                pause();
            } catch (WireException e) {
                return new Inbound<>(bytes, null, e);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        inner.close();
    }
}
