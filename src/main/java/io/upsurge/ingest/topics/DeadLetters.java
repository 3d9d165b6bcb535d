package io.upsurge.ingest.topics;

import io.upsurge.model.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Writes records that cannot be used to the dead letters as they are, with the cause in headers. */
final class DeadLetters {
    private static final String UNDECODABLE = "undecodable";

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    /**
     * Writes by a producer.
     *
     * @param topic topic of the dead letters
     */
    DeadLetters(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** A record, and why it cannot be used. */
    record Letter(ConsumerRecord<byte[], byte[]> record, Exception why) {}

    /**
     * Writes them.
     *
     * @return done once all are acknowledged
     */
    CompletableFuture<Void> write(List<Letter> letters) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (Letter letter : letters) {
            ConsumerRecord<byte[], byte[]> record = letter.record();
            ProducerRecord<byte[], byte[]> dead =
                    new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
            head(dead.headers(), letter);
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            var unused = producer.send(dead, (metadata, error) -> {
                if (error == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(error);
                }
            });
            sent.add(acknowledged);
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private static void head(Headers headers, Letter letter) {
        add(headers, DeadLetterHeaders.CAUSE, UNDECODABLE);
        add(headers, DeadLetterHeaders.EXCEPTION, letter.why().getClass().getName());
        add(headers, DeadLetterHeaders.MESSAGE, String.valueOf(letter.why().getMessage()));
        add(headers, DeadLetterHeaders.TOPIC, letter.record().topic());
        add(headers, DeadLetterHeaders.PARTITION, String.valueOf(letter.record().partition()));
        add(headers, DeadLetterHeaders.OFFSET, String.valueOf(letter.record().offset()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
