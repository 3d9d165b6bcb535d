package io.upsurge.ingest.topics;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.cdevents.ServiceChange;
import io.upsurge.format.cdevents.ServiceEventDecoder;
import io.upsurge.ingest.DateCheck;
import io.upsurge.model.RolloutFact;
import io.upsurge.place.AnnouncedFacts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads records of a topic of CDEvents. Events of other types and about other services are passed over; one about a watched
 * DaemonSet that does not say on which nodes is refused. For one thread.
 */
final class Announcements {
    private final AnnouncedFacts announced;
    private final ServiceEventDecoder events = new ServiceEventDecoder();

    Announcements(AnnouncedFacts announced) {
        this.announced = announced;
    }

    /**
     * The facts of a record; empty if it is about something else.
     *
     * @param dated refuses what is dated wrongly
     * @param notes takes why an event was refused
     * @throws FormatException if it is no event
     */
    Optional<List<RolloutFact>> decode(ConsumerRecord<byte[], byte[]> record, DateCheck dated, Notes notes)
            throws FormatException {
        Optional<ServiceChange> change =
                events.find(headers(record), new String(record.value(), StandardCharsets.UTF_8));
        if (change.filter(announced::wants).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    dated.passes(change.get().subject(), change.get().timeMs())
                            ? announced.of(change.get())
                            : List.of());
        } catch (IllegalArgumentException e) {
            notes.refused(record.topic() + '-' + record.partition() + '@' + record.offset() + ": " + e.getMessage());
            return Optional.of(List.of());
        }
    }

    /** Headers as HTTP names them: in the binding to Kafka {@code ce_type} stands for {@code ce-type}. */
    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key().replace('_', '-'), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
