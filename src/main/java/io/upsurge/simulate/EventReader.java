package io.upsurge.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events of a scenario file. */
final class EventReader {
    private static final List<String> KINDS =
            List.of("rollout", "rollback", "restart", "crash-loop", "load", "silence", "add-nodes", "remove-nodes");

    private EventReader() {}

    static List<Event> read(List<YamlObject> items) {
        List<Event> events = new ArrayList<>();
        for (YamlObject item : items) {
            List<String> keys = item.keys();
            if (keys.size() == 1 && KINDS.contains(keys.get(0))) {
                item.object(keys.get(0)).ifPresent(body -> {
                    events.add(event(keys.get(0), body));
                    body.done();
                });
            } else {
                item.problem("expected exactly one of " + KINDS + ", found " + keys);
            }
        }
        return events;
    }

    private static Event event(String kind, YamlObject body) {
        Duration at = body.duration("at");
        return switch (kind) {
            case "restart" -> new Event.Restart(at, waves(body));
            case "crash-loop" ->
                new Event.CrashLoop(
                        at, body.amount("nodes", Amount.ALL), positive(body, "every"), body.count("times", 1, 1));
            case "load" ->
                new Event.Load(at, body.number("factor", 1, 0), body.duration("lasts", Duration.ofDays(365)));
            case "silence" ->
                new Event.Silence(
                        at,
                        body.choice("of", Event.Silence.Missing.class).orElse(Event.Silence.Missing.SAMPLES),
                        body.duration("lasts", Duration.ofDays(365)));
            case "add-nodes" -> new Event.AddNodes(at, body.count("count", 1, 1), body.text("version"));
            case "remove-nodes" -> new Event.RemoveNodes(at, body.amount("nodes", new Amount(0, 1)));
            default -> new Event.Rollout(at, body.text("from"), body.text("to"), waves(body));
        };
    }

    private static Waves waves(YamlObject body) {
        Optional<Waves.Order> order = body.choice("order", Waves.Order.class);
        return new Waves(
                body.amount("nodes", Amount.ALL),
                order.orElse(Waves.Order.RANDOM),
                body.amount("wave", new Amount(0.1, 0)),
                body.duration("every", Duration.ofSeconds(90)));
    }

    private static Duration positive(YamlObject body, String key) {
        Duration value = body.duration(key);
        if (value.isZero() && body.has(key)) {
            body.problem(key, "must be longer than nothing");
        }
        return value;
    }
}
