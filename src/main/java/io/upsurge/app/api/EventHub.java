package io.upsurge.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.app.view.ViewListener;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.report.RunJson;
import io.upsurge.serve.Problem;
import io.upsurge.words.AnomalyTitle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Server-sent events: {@code anomaly} when one changes, {@code window} when a workload has moved on, at most once a second
 * each. The last {@value #KEPT} are kept: who comes back with a {@code Last-Event-ID} among them gets what came since, with
 * any other the event {@code reload}. A comment every 15 seconds tells a quiet stream from a dead one. Who reads too slowly
 * is told to reload. At most {@value #MOST_SUBSCRIBERS} listen at a time.
 */
public final class EventHub implements ViewListener, AutoCloseable {
    static final String PATH = "/api/v1/events";
    private static final int MOST_SUBSCRIBERS = 64;
    private static final int KEPT = 256;
    private static final int BEATS = 15;

    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Deque<Event> kept = new ArrayDeque<>();
    private final Map<Workload, Long> moved = new HashMap<>();
    private final Map<Workload, Long> told = new HashMap<>();
    private final String boot = UUID.randomUUID().toString().substring(0, 8);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> ticking;
    private long number;
    private int seconds;

    private record Event(long number, String text) {}

    /** An anomaly has changed. */
    private record AnomalyEvent(
            String id,
            int sequence,
            String state,
            String level,
            String verdict,
            String title,
            String cluster,
            String namespace,
            String daemonset,
            String container,
            long atMs) {}

    /** A workload has moved on. */
    private record WindowEvent(String cluster, String namespace, String daemonset, String container, long throughMs) {}

    /** Tells nobody yet. */
    public EventHub() {
        ticking = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void rate(VersionRate rate) {
        moved.merge(rate.key().workload(), rate.window().endMs(), Math::max);
    }

    @Override
    public synchronized void anomaly(Anomaly change) {
        Workload workload = change.key().workload();
        publish(
                "anomaly",
                RunJson.bytes(new AnomalyEvent(
                        change.id(),
                        change.sequence(),
                        Ask.word(change.state()),
                        Ask.word(change.level()),
                        Ask.word(change.verdict()),
                        AnomalyTitle.of(change),
                        workload.cluster(),
                        workload.namespace(),
                        workload.daemonset(),
                        workload.container(),
                        change.atMs())));
    }

    private synchronized void tick() {
        moved.forEach((workload, throughMs) -> {
            if (told.getOrDefault(workload, 0L) < throughMs) {
                told.put(workload, throughMs);
                publish(
                        "window",
                        RunJson.bytes(new WindowEvent(
                                workload.cluster(),
                                workload.namespace(),
                                workload.daemonset(),
                                workload.container(),
                                throughMs)));
            }
        });
        moved.clear();
        if (++seconds % BEATS == 0) {
            subscribers.forEach(subscriber -> subscriber.send(": beat\n\n".getBytes(UTF_8)));
        }
    }

    private void publish(String name, byte[] json) {
        number++;
        Event event = new Event(
                number,
                "id: " + boot + '-' + number + "\nevent: " + name + "\ndata: " + new String(json, UTF_8) + "\n\n");
        kept.add(event);
        if (kept.size() > KEPT) {
            kept.remove();
        }
        subscribers.forEach(subscriber -> subscriber.send(event.text().getBytes(UTF_8)));
    }

    private byte[] reload() {
        return ("id: " + boot + '-' + number + "\nevent: reload\ndata: {}\n\n").getBytes(UTF_8);
    }

    boolean handle(Request request, Response response, Callback callback) {
        try {
            Ask.of(request, List.of(), List.of());
        } catch (ApiException e) {
            Answers.refuse(response, callback, e);
            return true;
        }
        Subscriber subscriber = new Subscriber(response, callback, this::reload, subscribers::remove);
        synchronized (this) {
            if (subscribers.size() >= MOST_SUBSCRIBERS) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
                Problem.write(
                        response,
                        callback,
                        HttpStatus.SERVICE_UNAVAILABLE_503,
                        MOST_SUBSCRIBERS + " listen already; ask /api/v1/overview now and then instead");
                return true;
            }
            response.setStatus(HttpStatus.OK_200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put("X-Accel-Buffering", "no");
            subscribers.add(subscriber);
            subscriber.send("retry: 3000\n\n".getBytes(UTF_8));
            missed(request.getHeaders().get("Last-Event-ID")).forEach(subscriber::send);
        }
        return true;
    }

    /** What came since an event; what to say where that is not known any more. Nothing to who comes for the first time. */
    private List<byte[]> missed(String lastId) {
        if (lastId == null || lastId.isEmpty()) {
            return List.of();
        }
        String prefix = boot + '-';
        if (!lastId.startsWith(prefix) || !lastId.substring(prefix.length()).matches("[0-9]{1,18}")) {
            return List.of(reload());
        }
        long last = Long.parseLong(lastId.substring(prefix.length()));
        boolean known = last == number || kept.stream().anyMatch(event -> event.number() <= last + 1);
        if (!known || last > number) {
            return List.of(reload());
        }
        List<byte[]> since = new ArrayList<>();
        kept.stream()
                .filter(event -> event.number() > last)
                .forEach(event -> since.add(event.text().getBytes(UTF_8)));
        return since;
    }

    /** Ends all streams. */
    @Override
    public void close() {
        ticking.cancel(false);
        timer.shutdownNow();
        subscribers.forEach(Subscriber::end);
    }
}
