package io.upsurge.app.config;

import io.upsurge.deliver.AlertSettings;
import io.upsurge.deliver.Globs;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Routing;
import io.upsurge.deliver.Severities;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.deliver.SinkSettings.Credentials;
import io.upsurge.deliver.SinkSettings.Target;
import io.upsurge.deliver.Updates;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the section {@code alerts}, and checks what its keys say together. */
final class AlertSection {
    private static final String PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";

    /** Keys that are of use with one type alone. */
    private static final Map<Key<?>, String> OF_ONE_TYPE = Map.of(
            AlertKeys.SECRET, AlertKeys.WEBHOOK,
            AlertKeys.ROUTING_KEY, AlertKeys.PAGERDUTY,
            AlertKeys.ENVIRONMENT, AlertKeys.CDEVENTS);

    private final Values values;

    AlertSection(Values values) {
        this.values = values;
    }

    AlertSettings read(Document document) {
        LinkTemplates links =
                new LinkTemplates(template(AlertKeys.RUNBOOK), template(AlertKeys.GRAPH), template(AlertKeys.PAGE));
        return new AlertSettings(
                links,
                document.items(AlertKeys.SINKS).stream()
                        .map(this::sink)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<String> template(Key<String> key) {
        Optional<String> template = values.find(key, "");
        Set<String> unknown = template.map(LinkTemplates::unknownPlaces).orElse(Set.of());
        if (!unknown.isEmpty()) {
            values.refuse(
                    key.path(), "nothing is known as " + unknown, key.type().allowed());
        }
        return template;
    }

    /** Empty where something of it is wrong, which was noted. */
    private Optional<SinkSettings> sink(Document.Item item) {
        String prefix = item.path() + '.';
        String name = values.read(AlertKeys.NAME, prefix, item.origin());
        String type = values.read(AlertKeys.TYPE, prefix, item.origin());
        List<URI> urls = urls(prefix);
        Credentials credentials = credentials(prefix);
        Routing routing = routing(prefix, item);
        Updates updates = Updates.valueOf(upper(values.read(AlertKeys.UPDATES, prefix, item.origin())));
        Severities severities = new Severities(
                values.read(AlertKeys.SUSPECTED, prefix, item.origin()),
                values.read(AlertKeys.CONFIRMED, prefix, item.origin()),
                values.read(AlertKeys.CERTIFIED, prefix, item.origin()));
        Duration timeout = Duration.ofMillis(values.read(AlertKeys.TIMEOUT, prefix, item.origin()));
        Duration giveUpAfter = Duration.ofMillis(values.read(AlertKeys.GIVE_UP_AFTER, prefix, item.origin()));
        Optional<Target> target = name == null || type == null ? Optional.empty() : target(type, urls, prefix, item);
        return target.map(
                to -> new SinkSettings(name, to, credentials, routing, updates, severities, timeout, giveUpAfter));
    }

    private Optional<Target> target(String type, List<URI> urls, String prefix, Document.Item item) {
        Optional<String> secret = values.find(AlertKeys.SECRET, prefix);
        Optional<String> routingKey = values.find(AlertKeys.ROUTING_KEY, prefix);
        Optional<String> environment = values.find(AlertKeys.ENVIRONMENT, prefix);
        boolean changeEvents = values.read(AlertKeys.CHANGE_EVENTS, prefix, item.origin());
        Duration resend = Duration.ofMillis(values.read(AlertKeys.RESEND, prefix, item.origin()));
        OF_ONE_TYPE.forEach((key, wanted) -> {
            if (!type.equals(wanted) && values.given(prefix + key.path())) {
                values.refuse(prefix + key.path(), "is of no use with type " + type, "only with type " + wanted);
            }
        });
        if (type.equals(AlertKeys.PAGERDUTY) && !values.given(prefix + AlertKeys.ROUTING_KEY.path())) {
            values.refuse(prefix + AlertKeys.TYPE.path(), "the service is not given", "only together with routing-key");
            return Optional.empty();
        }
        if (!fits(type, urls, prefix)) {
            return Optional.empty();
        }
        return switch (type) {
            case AlertKeys.ALERTMANAGER -> Optional.of(new Target.Alertmanager(urls, resend));
            case AlertKeys.WEBHOOK -> Optional.of(new Target.Webhook(urls.get(0), secret));
            case AlertKeys.PAGERDUTY ->
                routingKey.map(key -> new Target.PagerDuty(
                        urls.isEmpty() ? URI.create(PAGERDUTY_URL) : urls.get(0), key, changeEvents));
            case AlertKeys.SLACK -> Optional.of(new Target.Slack(urls.get(0)));
            case AlertKeys.CDEVENTS -> Optional.of(new Target.CdEvents(urls.get(0), environment));
            default -> Optional.of(new Target.KubernetesEvents());
        };
    }

    private boolean fits(String type, List<URI> urls, String prefix) {
        String path = prefix + AlertKeys.URL.path();
        boolean wanted = !type.equals(AlertKeys.KUBERNETES) && !type.equals(AlertKeys.PAGERDUTY);
        if (!values.sound(path)) {
            return false;
        }
        if (urls.isEmpty() && wanted) {
            values.refuse(prefix + AlertKeys.TYPE.path(), "where it is is not given", "only together with url");
            return false;
        } else if (urls.size() > 1 && !type.equals(AlertKeys.ALERTMANAGER)) {
            values.refuse(path, "more than one address", "one address, with type " + type);
        } else if (!urls.isEmpty() && type.equals(AlertKeys.KUBERNETES)) {
            values.refuse(
                    path, "is of no use with type " + type, "nothing: watch.clusters says where the clusters are");
        }
        return values.sound(path);
    }

    private List<URI> urls(String prefix) {
        List<URI> urls = new ArrayList<>();
        for (String text : values.find(AlertKeys.URL, prefix).orElse(List.of())) {
            try {
                URI url = new URI(text);
                if (url.getHost() == null) {
                    throw new URISyntaxException(text, "no host");
                }
                urls.add(url);
            } catch (URISyntaxException e) {
                values.refuse(
                        prefix + AlertKeys.URL.path(),
                        "not an address",
                        AlertKeys.URL.type().allowed());
            }
        }
        return urls;
    }

    private Credentials credentials(String prefix) {
        Optional<String> token = values.find(AlertKeys.TOKEN, prefix);
        Optional<String> user = values.find(AlertKeys.USER, prefix);
        Optional<String> password = values.find(AlertKeys.PASSWORD, prefix);
        if (user.isPresent() != password.isPresent()) {
            String given = user.isPresent() ? AlertKeys.USER.path() : AlertKeys.PASSWORD.path();
            values.refuse(prefix + given, "is of no use alone", "user and password together");
        } else if (user.isPresent() && token.isPresent()) {
            values.refuse(
                    prefix + AlertKeys.TOKEN.path(), "there is a user too", "either a token, or user and password");
        }
        return new Credentials(token, user, password);
    }

    private Routing routing(String prefix, Document.Item item) {
        Set<Verdict> verdicts = values.read(AlertKeys.VERDICTS, prefix, item.origin()).stream()
                .map(word -> Verdict.valueOf(upper(word)))
                .collect(Collectors.toSet());
        return new Routing(
                Level.valueOf(upper(values.read(AlertKeys.MIN_LEVEL, prefix, item.origin()))),
                verdicts,
                new Globs(values.read(AlertKeys.CLUSTERS, prefix, item.origin())),
                new Globs(values.read(AlertKeys.NAMESPACES, prefix, item.origin())),
                new Globs(values.read(AlertKeys.DAEMONSETS, prefix, item.origin())),
                new Globs(values.read(AlertKeys.SIGNALS, prefix, item.origin())));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
