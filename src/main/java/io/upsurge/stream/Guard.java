package io.upsurge.stream;

import io.upsurge.model.DeadLetterHeaders;
import io.upsurge.stream.Admission.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * First step of both inputs: refuses what cannot be used, with the cause in headers, and counts it.
 *
 * <ul>
 *   <li>Key: bytes as they came.
 *   <li>Clock: only compares the record's instant with the broker's.
 *   <li>Late rule: none.
 *   <li>Restart: no state.
 * </ul>
 *
 * @param <T> what the topic carries
 */
final class Guard<T> implements Processor<byte[], Inbound<T>, byte[], Guarded> {
    private final String input;
    private final TopologyListener listener;
    private final Admission<T> admission;
    private final Function<T, Guarded> accept;
    private ProcessorContext<byte[], Guarded> context;
    private Meter meter;

    /**
     * A guard.
     *
     * @param input name of the input
     * @param listener hears of what is refused
     * @param admission says what can be used
     * @param accept how it goes on
     */
    Guard(String input, TopologyListener listener, Admission<T> admission, Function<T, Guarded> accept) {
        this.input = input;
        this.listener = listener;
        this.admission = admission;
        this.accept = accept;
    }

    @Override
    public void init(ProcessorContext<byte[], Guarded> processorContext) {
        context = processorContext;
        meter = new Meter(processorContext.metrics(), processorContext.taskId().toString(), listener);
    }

    @Override
    public void process(Record<byte[], Inbound<T>> record) {
        OptionalInt partition = context.recordMetadata()
                .map(from -> OptionalInt.of(from.partition()))
                .orElse(OptionalInt.empty());
        Optional<Refusal> refusal = admission.check(record.key(), record.value(), partition, record.timestamp());
        if (refusal.isPresent()) {
            meter.refused(input, refusal.get().cause());
            context.forward(record.withValue(
                            (Guarded) new Guarded.Refused(record.value().raw()))
                    .withHeaders(headers(record, refusal.get())));
        } else {
            context.forward(record.withValue(accept.apply(record.value().value())));
        }
    }

    private Headers headers(Record<byte[], Inbound<T>> record, Refusal refusal) {
        Headers headers = new RecordHeaders(record.headers());
        add(headers, DeadLetterHeaders.CAUSE, refusal.cause().text());
        add(headers, DeadLetterHeaders.EXCEPTION, refusal.exceptionClass());
        add(headers, DeadLetterHeaders.MESSAGE, refusal.message());
        context.recordMetadata().ifPresent(from -> {
            add(headers, DeadLetterHeaders.TOPIC, from.topic());
            add(headers, DeadLetterHeaders.PARTITION, String.valueOf(from.partition()));
            add(headers, DeadLetterHeaders.OFFSET, String.valueOf(from.offset()));
        });
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
