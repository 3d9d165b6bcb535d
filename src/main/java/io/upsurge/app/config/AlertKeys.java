package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.ChoiceValue;
import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.NamesValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.deliver.Routing;
import io.upsurge.model.Anomaly.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of alert delivery. */
final class AlertKeys {
    static final String ALERTMANAGER = "alertmanager";
    static final String WEBHOOK = "webhook";
    static final String PAGERDUTY = "pagerduty";
    static final String SLACK = "slack";
    static final String CDEVENTS = "cdevents";
    static final String KUBERNETES = "kubernetes-events";

    private static final String ADDRESS = "https?://[^/\\s,]+(/[^\\s,]*)?";
    private static final TextValue TEMPLATE = new TextValue(
            "https?://\\S+",
            "an http:// or https:// address with {id}, {cluster}, {namespace}, {daemonset}, {container}, {signal},"
                    + " {group}, {from-version}, {to-version}, {from-ms} and {to-ms} in it");
    private static final NamesValue PATTERNS =
            new NamesValue("[^\\s,]+", "a list of names, * for any run of characters; empty for all");
    private static final ChoiceValue SEVERITY = new ChoiceValue(List.of("info", "warning", "error", "critical"));

    static final Key<String> RUNBOOK =
            Key.optional("alerts.links.runbook", TEMPLATE, "Address of what to do, in every alert.");
    static final Key<String> GRAPH =
            Key.optional("alerts.links.graph", TEMPLATE, "Address of a graph of it, in every alert.");
    static final Key<String> PAGE =
            Key.optional("alerts.links.page", TEMPLATE, "Address of the page that shows it, in every alert.");

    static final Key<String> NAME = Key.required(
            "name",
            new TextValue("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "up to 63 small letters, digits and inner hyphens"),
            "Name of the sink, unique in the file; part of its consumer group, of metrics and environment names.");
    static final Key<String> TYPE = Key.required(
            "type",
            new ChoiceValue(List.of(ALERTMANAGER, WEBHOOK, PAGERDUTY, SLACK, CDEVENTS, KUBERNETES)),
            "What is told.");
    static final Key<List<String>> URL = Key.optional(
            "url",
            new NamesValue(ADDRESS, "http:// or https:// addresses; more than one with alertmanager alone"),
            "Where it is; of an Alertmanager cluster every peer. Secret but for the host. Required but with"
                    + " kubernetes-events, and with pagerduty, where it is https://events.pagerduty.com/v2/enqueue.");
    static final Key<String> TOKEN =
            Key.optional("token", new TextValue("\\S+", "a text without spaces"), "Bearer token that requests bring.");
    static final Key<String> USER = Key.optional(
            "user",
            new TextValue("[^:\\s]+", "a name without colon or space"),
            "User of basic authentication, together with password.");
    static final Key<String> PASSWORD =
            Key.optional("password", TextValue.ANY, "Password of basic authentication, together with user.");
    static final Key<String> SECRET = Key.optional(
            "secret", TextValue.ANY, "With webhook: what the receiver checks signatures of bodies with; HMAC-SHA256.");
    static final Key<String> ROUTING_KEY = Key.optional(
            "routing-key",
            new TextValue("\\S+", "a text without spaces"),
            "With pagerduty, required: integration key of the service.");
    static final Key<Boolean> CHANGE_EVENTS = Key.of(
            "change-events",
            new TruthValue(),
            "false",
            "With pagerduty: whether the roll-out behind an alert is told as a change event, which never pages.");
    static final Key<String> ENVIRONMENT = Key.optional(
            "environment", TextValue.ANY, "With cdevents: id of the environment; without it the name of the cluster.");
    static final Key<String> MIN_LEVEL = Key.of(
            "min-level",
            new ChoiceValue(List.of("suspected", "confirmed", "certified")),
            "confirmed",
            "The least sure level that is told.");
    static final Key<List<String>> VERDICTS = Key.of(
            "verdicts",
            new NamesValue(
                    Arrays.stream(Verdict.values())
                            .filter(verdict -> verdict != Verdict.TRANSIENT)
                            .map(AlertKeys::word)
                            .reduce((a, b) -> a + "|" + b)
                            .orElseThrow(),
                    "a list of surge, new-calls, decreased, fleet-wide, late-onset, blind"),
            Routing.usualVerdicts().stream().map(AlertKeys::word).collect(Collectors.joining(",")),
            "What is told.");
    static final Key<List<String>> CLUSTERS = Key.of("clusters", PATTERNS, "", "Clusters that are told of.");
    static final Key<List<String>> NAMESPACES =
            Key.of("namespaces", PATTERNS, "", "Namespaces of DaemonSets that are told of.");
    static final Key<List<String>> DAEMONSETS =
            Key.of("daemonsets", PATTERNS, "", "Names of DaemonSets that are told of.");
    static final Key<List<String>> SIGNALS =
            Key.of("signals", PATTERNS, "", "Ids of signals that are told of; what is blind has none, and always is.");
    static final Key<String> UPDATES = Key.of(
            "updates",
            new ChoiceValue(List.of("all", "level", "none")),
            "level",
            "Which changes are told while an anomaly is open: all, those of level or verdict, or none. An Alertmanager"
                    + " always has the last one.");
    static final Key<String> SUSPECTED =
            Key.of("severity.suspected", SEVERITY, "info", "Severity of SUSPECTED, for alertmanager and pagerduty.");
    static final Key<String> CONFIRMED =
            Key.of("severity.confirmed", SEVERITY, "warning", "Severity of CONFIRMED, for alertmanager and pagerduty.");
    static final Key<String> CERTIFIED = Key.of(
            "severity.certified", SEVERITY, "critical", "Severity of CERTIFIED, for alertmanager and pagerduty.");
    static final Key<Long> RESEND = Key.of(
            "resend",
            DurationValue.between("1s", "1h"),
            "60s",
            "With alertmanager: how often what is open is told; an alert stands for four times as long.");
    static final Key<Long> TIMEOUT = Key.of(
            "timeout", DurationValue.between("100ms", "60s"), "10s", "How long a request may take, answer included.");
    static final Key<Long> GIVE_UP_AFTER = Key.of(
            "give-up-after",
            DurationValue.between("1s", "30d"),
            "1h",
            "After how long a single change is dropped that is not taken while others are; an outage drops nothing.");

    /** Who is told. */
    static final ItemList SINKS = new ItemList(
            "alerts.sinks",
            "sink",
            Scope.ofItem(List.of(
                    NAME,
                    TYPE,
                    URL,
                    TOKEN,
                    USER,
                    PASSWORD,
                    SECRET,
                    ROUTING_KEY,
                    CHANGE_EVENTS,
                    ENVIRONMENT,
                    MIN_LEVEL,
                    VERDICTS,
                    CLUSTERS,
                    NAMESPACES,
                    DAEMONSETS,
                    SIGNALS,
                    UPDATES,
                    SUSPECTED,
                    CONFIRMED,
                    CERTIFIED,
                    RESEND,
                    TIMEOUT,
                    GIVE_UP_AFTER)),
            Optional.of(NAME),
            false,
            "Who is told of anomalies, by upsurge alert and upsurge run.");

    private AlertKeys() {}

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
