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
import java.util.function.Predicate;

/** What a topic carries. */
public enum InputFormat {
    /** Export requests of OpenTelemetry in protobuf. */
    OTLP_PROTO {
        @Override
        PayloadDecoder decoder(Predicate<String> wants) {
            return new OtlpProtoDecoder();
        }
    },
    /** Export requests of OpenTelemetry in JSON. */
    OTLP_JSON {
        @Override
        PayloadDecoder decoder(Predicate<String> wants) {
            return new OtlpJsonDecoder();
        }
    },
    /** Samples of prometheus-kafka-adapter in JSON. */
    ADAPTER_JSON {
        @Override
        PayloadDecoder decoder(Predicate<String> wants) {
            return new AdapterJsonDecoder();
        }
    },
    /** Requests of Prometheus remote write 1.0, compressed as a snappy block, as vmagent writes them. */
    REMOTE_WRITE {
        @Override
        PayloadDecoder decoder(Predicate<String> wants) {
            WriteDecoder decoder = new WriteDecoder(wants, WriteLimits.DEFAULT);
            return (payload, sink, notes) -> {
                WriteSummary summary = decoder.decode(WriteMessage.V1, SnappyBlock.decompress(payload), sink);
                summary.refusals().forEach(notes::refused);
            };
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
     * A decoder, for one thread.
     *
     * @param wants whether the series of a metric are wanted; others may be left out
     */
    abstract PayloadDecoder decoder(Predicate<String> wants);
}
