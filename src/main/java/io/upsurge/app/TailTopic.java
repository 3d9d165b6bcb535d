package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.tail.DeadLetterJson;
import io.upsurge.app.tail.DeadLetterText;
import io.upsurge.app.tail.JsonOutput;
import io.upsurge.app.tail.Printer;
import io.upsurge.app.tail.RecordPrinter;
import io.upsurge.app.tail.RolloutText;
import io.upsurge.app.tail.SampleText;
import io.upsurge.app.tail.TextPrinter;
import io.upsurge.app.tail.VersionRateText;
import io.upsurge.words.AnomalyText;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The topics that {@code upsurge tail} reads. */
enum TailTopic {
    ANOMALIES,
    VERSION_RATES,
    SAMPLES,
    ROLLOUTS,
    DEAD_LETTERS;

    /** Reads the name of a topic from the command line. */
    static final class Converter implements ITypeConverter<TailTopic> {
        @Override
        public TailTopic convert(String text) {
            for (TailTopic topic : values()) {
                if (topic.toString().equals(text)) {
                    return topic;
                }
            }
            String names = Stream.of(values()).map(TailTopic::toString).collect(Collectors.joining(", "));
            throw new TypeConversionException("'" + text + "' is none of " + names);
        }
    }

    /** Name of the topic in a configuration. */
    String in(UpsurgeConfig.Topics topics) {
        return switch (this) {
            case ANOMALIES -> topics.anomalies();
            case VERSION_RATES -> topics.versionRates();
            case SAMPLES -> topics.samples();
            case ROLLOUTS -> topics.rollouts();
            case DEAD_LETTERS -> topics.deadLetters();
        };
    }

    /**
     * What writes its records.
     *
     * @param decoders decode the values
     * @param json whether for scripts
     */
    RecordPrinter printer(Decoders decoders, boolean json) {
        return switch (this) {
            case ANOMALIES -> printer(decoders.anomalies(), AnomalyText::of, json);
            case VERSION_RATES -> printer(decoders.versionRates(), new VersionRateText(), json);
            case SAMPLES -> printer(decoders.samples(), new SampleText(), json);
            case ROLLOUTS -> printer(decoders.rollouts(), new RolloutText(), json);
            case DEAD_LETTERS -> json ? new DeadLetterJson() : new DeadLetterText();
        };
    }

    private static <T> RecordPrinter printer(Deserializer<T> decoder, Printer<? super T> text, boolean json) {
        return json ? new JsonOutput<>(decoder) : new TextPrinter<>(decoder, text);
    }

    /** As it is given on the command line: {@code version-rates}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
