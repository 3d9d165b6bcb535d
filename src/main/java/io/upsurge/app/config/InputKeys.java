package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.ChoiceValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.ingest.topics.InputFormat;
import io.upsurge.ingest.topics.TopicInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of the topics in which others write metrics. */
final class InputKeys {
    static final Key<String> TOPIC = Key.required(
            "topic",
            new TextValue("[a-zA-Z0-9._-]{1,249}", "up to 249 letters, digits, dots, hyphens and underscores"),
            "Name of the topic.");
    static final Key<String> FORMAT = Key.required(
            "format",
            new ChoiceValue(
                    Arrays.stream(InputFormat.values()).map(InputFormat::text).toList()),
            "What the topic carries.");
    static final Key<String> CLUSTER =
            Key.optional("cluster", TextValue.ANY, "Cluster of series without a label that says it.");

    /** The topics. */
    static final ItemList INPUTS = new ItemList(
            "inputs",
            "input",
            Scope.ofItem(List.of(TOPIC, FORMAT, CLUSTER)),
            Optional.empty(),
            false,
            "Topics in which others already write metrics or CDEvents, read by upsurge ingest and upsurge run.");

    private InputKeys() {}

    /** A topic of the list. */
    static TopicInput read(Values values, Document.Item item) {
        String prefix = item.path() + '.';
        String format = values.read(FORMAT, prefix, item.origin());
        return new TopicInput(
                values.read(TOPIC, prefix, item.origin()),
                format == null ? null : InputFormat.of(format),
                values.find(CLUSTER, prefix));
    }
}
