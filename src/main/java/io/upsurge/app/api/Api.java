package io.upsurge.app.api;

import io.upsurge.app.config.HttpConfig;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.view.LiveView;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.report.RunJson;
import io.upsurge.serve.Route;
import io.upsurge.view.FleetView;
import io.upsurge.view.GateQuestion;
import io.upsurge.view.GateVerdict;
import io.upsurge.view.Overview.RolloutState;
import io.upsurge.wire.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The HTTP API over the view of a process and, for what only the state knows, over the pipeline. */
public final class Api {
    private static final List<String> WORKLOAD = List.of("cluster", "namespace", "daemonset", "container");
    private static final int MOST_RATES = 20_000;

    private final LiveView live;
    private final FleetView view;
    private final NodeStates nodes;
    private final Clock clock;
    private final String release;
    private final String configuration;
    private final EventHub events;

    /**
     * An API.
     *
     * @param live what is known
     * @param pipeline the pipeline in this process; empty without one
     * @param config how this process is reached, and the others
     * @param about release and hash of the configuration
     * @param events tells of what changes
     * @param clock tells the gate how old what is known is
     */
    public Api(
            LiveView live,
            Supplier<Optional<Pipeline>> pipeline,
            HttpConfig config,
            About about,
            EventHub events,
            Clock clock) {
        this.live = live;
        this.view = live.view();
        this.nodes = new NodeStates(pipeline, config);
        this.release = about.release();
        this.configuration = about.configuration();
        this.events = events;
        this.clock = clock;
    }

    /**
     * What runs.
     *
     * @param release release of Upsurge
     * @param configuration hash of the configuration
     */
    public record About(String release, String configuration) {}

    /** The routes. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        endpoints().forEach(endpoint -> routes.add(endpoint.route()));
        routes.add(Route.of("GET", EventHub.PATH, events::handle));
        return routes;
    }

    /** What can be asked, but for the events. */
    List<Endpoint> endpoints() {
        AnomalyQuery anomalies = new AnomalyQuery(view);
        return List.of(
                once("/api/v1/overview", List.of(), ask -> RunJson.bytes(view.overview(release, configuration))),
                once("/api/v1/run", with(WORKLOAD, "from", "to"), this::run),
                once("/api/v1/rates", with(WORKLOAD, "signal", "group", "version", "from", "to", "limit"), this::rates),
                once("/api/v1/rollouts", with(WORKLOAD), this::rollouts),
                once("/api/v1/anomalies", AnomalyQuery.PARAMETERS, anomalies::list),
                once("/api/v1/anomalies/{id}", List.of(), anomalies::one),
                new Endpoint(
                        "/api/v1/verdict",
                        List.of(
                                "cluster",
                                "daemonset",
                                "container",
                                "to",
                                "signal",
                                "fail-on",
                                "risk",
                                "min-nodes",
                                "max-age-minutes"),
                        List.of("signal"),
                        ask -> {
                            requireRead();
                            return RunJson.bytes(verdict(ask));
                        }),
                Endpoint.of(Forward.PATH, WORKLOAD, ask -> nodes.json(ask.workload(), ask.isForwarded())),
                Endpoint.of("/api/v1/openapi.json", List.of(), ask -> openApi()));
    }

    private Endpoint once(String path, List<String> parameters, Function<Ask, byte[]> answer) {
        return Endpoint.of(path, parameters, ask -> {
            requireRead();
            return answer.apply(ask);
        });
    }

    /** Half of the past would look like peace. */
    private void requireRead() {
        live.unready().ifPresent(why -> {
            throw ApiException.notNow(why);
        });
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    private byte[] run(Ask ask) {
        Workload workload = ask.workload();
        long from = ask.instant("from", 0);
        long to = ask.instant("to", Long.MAX_VALUE);
        if (from >= to) {
            throw ApiException.wrong("from is not before to");
        }
        requireKnown(workload);
        return RunJson.bytes(view.run(workload, from, to, nodes.maybe(workload)).orElseThrow());
    }

    private void requireKnown(Workload workload) {
        if (!view.workloads().contains(workload)) {
            throw ApiException.unknown(
                    "nothing is known of this workload; /api/v1/overview lists those that are known");
        }
    }

    private byte[] rates(Ask ask) {
        Workload workload = ask.workload();
        requireKnown(workload);
        SignalKey key = new SignalKey(
                workload, ask.required("signal"), ask.maybe("group").orElse(""));
        List<SignalKey> keys = view.keys(workload);
        if (!keys.contains(key)) {
            List<String> groups = keys.stream()
                    .filter(known -> known.signal().equals(key.signal()))
                    .map(SignalKey::group)
                    .limit(10)
                    .toList();
            throw ApiException.unknown(
                    groups.isEmpty()
                            ? "no rates of this signal are known"
                            : "no rates of this group are known; known are " + String.join(", ", groups));
        }
        int limit = ask.whole("limit", 1, MOST_RATES, MOST_RATES);
        Optional<String> version = ask.maybe("version");
        List<VersionRate> all =
                view.rates(key, ask.instant("from", Long.MIN_VALUE), ask.instant("to", Long.MAX_VALUE)).stream()
                        .filter(rate -> version.isEmpty() || rate.version().equals(version.get()))
                        .toList();
        List<VersionRate> last = all.subList(Math.max(0, all.size() - limit), all.size());
        return AnomalyQuery.write(json -> {
            json.writeStartObject();
            json.writeFieldName("rates");
            ModelJson.write(json, last);
            json.writeNumberField("left", all.size() - last.size());
            json.writeEndObject();
        });
    }

    /**
     * Roll-outs of a workload.
     *
     * @param cluster name of the cluster
     * @param namespace namespace of the DaemonSet
     * @param daemonset name of the DaemonSet
     * @param container name of the container
     * @param rollouts in the order of time
     */
    private record WorkloadRollouts(
            String cluster, String namespace, String daemonset, String container, List<RolloutState> rollouts) {}

    /** All roll-outs. */
    private record AllRollouts(List<WorkloadRollouts> workloads) {}

    private byte[] rollouts(Ask ask) {
        List<WorkloadRollouts> all = new ArrayList<>();
        view.rollouts().forEach((workload, rollouts) -> {
            boolean asked = ask.maybe("cluster").map(workload.cluster()::equals).orElse(true)
                    && ask.maybe("namespace").map(workload.namespace()::equals).orElse(true)
                    && ask.maybe("daemonset").map(workload.daemonset()::equals).orElse(true)
                    && ask.maybe("container").map(workload.container()::equals).orElse(true);
            if (asked) {
                all.add(new WorkloadRollouts(
                        workload.cluster(),
                        workload.namespace(),
                        workload.daemonset(),
                        workload.container(),
                        rollouts));
            }
        });
        return RunJson.bytes(new AllRollouts(all));
    }

    private GateVerdict verdict(Ask ask) {
        String[] daemonset = ask.required("daemonset").split("/", -1);
        if (daemonset.length != 2 || daemonset[0].isEmpty() || daemonset[1].isEmpty()) {
            throw ApiException.wrong("daemonset is not NAMESPACE/NAME, such as kube-system/aws-node");
        }
        List<String> signals = ask.all("signal");
        List<String> known = view.detector().signals().stream().map(Signal::id).toList();
        signals.stream().filter(signal -> !known.contains(signal)).findFirst().ifPresent(signal -> {
            throw ApiException.wrong("no signal has that id; known are " + String.join(", ", known));
        });
        return view.verdict(new GateQuestion(
                ask.required("cluster"),
                daemonset[0],
                daemonset[1],
                ask.maybe("container").orElse(""),
                ask.maybe("to").orElse(""),
                ask.oneOf("fail-on", Level.class).orElse(Level.CONFIRMED),
                ask.share("risk", GateQuestion.RISK),
                ask.whole("min-nodes", 1, 100_000, GateQuestion.MIN_NODES),
                Set.copyOf(signals),
                clock.millis(),
                ask.whole("max-age-minutes", 1, 1_000_000, (int) (GateQuestion.MAX_AGE_MS / 60_000)) * 60_000L));
    }

    private static byte[] openApi() {
        try (InputStream in = Api.class.getClassLoader().getResourceAsStream("api/openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
