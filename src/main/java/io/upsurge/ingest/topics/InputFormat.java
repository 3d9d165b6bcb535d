package io.upsurge.ingest.topics;

import io.upsurge.format.PayloadDecoder;
import io.upsurge.format.adapter.AdapterJsonDecoder;
import io.upsurge.format.otlp.OtlpJsonDecoder;
import io.upsurge.format.otlp.OtlpProtoDecoder;
import io.upsurge.format.remotewrite.SnappyBlock;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.format.remotewrite.WriteSummary;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a topic carries. */
public enum InputFormat {
    /** Export requests of OpenTelemetry in protobuf. */
    OTLP_PROTO {
        @Override
        Optional<PayloadDecoder> decoder(Predicate<String> wants) {
            return Optional.of(new OtlpProtoDecoder());
        }
    },
    /** Export requests of OpenTelemetry in JSON. */
    OTLP_JSON {
        @Override
        Optional<PayloadDecoder> decoder(Predicate<String> wants) {
            return Optional.of(new OtlpJsonDecoder());
        }
    },
    /** Samples of prometheus-kafka-adapter in JSON. */
    ADAPTER_JSON {
        @Override
        Optional<PayloadDecoder> decoder(Predicate<String> wants) {
            return Optional.of(new AdapterJsonDecoder());
        }
    },
    /** Requests of Prometheus remote write 1.0, compressed as a snappy block, as vmagent writes them. */
    REMOTE_WRITE {
        @Override
        Optional<PayloadDecoder> decoder(Predicate<String> wants) {
            WriteDecoder decoder = new WriteDecoder(wants, WriteLimits.DEFAULT);
            return Optional.of((payload, sink, notes) -> {
                WriteSummary summary = decoder.decode(WriteMessage.V1, SnappyBlock.decompress(payload), sink);
                summary.refusals().forEach(notes::refused);
            });
        }
    },
    /** Events of CDEvents, which tell of roll-outs and carry no readings. */
    CDEVENTS {
        @Override
        Optional<PayloadDecoder> decoder(Predicate<String> wants) {
            return Optional.empty();
        }
    };

    /** The name in the configuration, such as {@code otlp-proto}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The format of a name in the configuration.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static InputFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * A decoder of readings, for one thread; empty if it carries none.
     *
     * @param wants whether the series of a metric are wanted; others may be left out
     */
    abstract Optional<PayloadDecoder> decoder(Predicate<String> wants);
}
