package io.upsurge.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However the objects of a cluster are heard of, the view comes to know what is true. */
class ClusterViewProperties {

    private record Told(String node, String podUid, long sinceMs, String version) {
        static Told of(RolloutFact fact) {
            return new Told(
                    fact.node(), fact.podUid(), fact.sinceMs(), fact.version().id());
        }
    }

    /** A cluster whose pods come, start, crash and go, and a reader that hears of some of it, some twice, and relists. */
    @Property(tries = 500)
    void shouldKnowWhatIsTrueHoweverItIsHeardOf(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        ClusterView view = new ClusterView(Fleet.WATCHED);
        Map<String, PodState> cluster = new LinkedHashMap<>();
        Map<String, PodState> heard = new HashMap<>();
        Set<Told> ever = new HashSet<>();
        List<Told> told = new ArrayList<>();
        long now = 1_000_000;
        for (int step = 0; step < steps; step++) {
            now += 1 + random.nextInt(5_000);
            change(cluster, random, now);
            cluster.values().forEach(pod -> ever.addAll(starts(pod)));
            boolean lost = random.nextInt(3) == 0;
            if (!lost) {
                told.addAll(hear(view, cluster, heard, shuffled(cluster, heard, random), now));
            }
            if (random.nextInt(4) == 0) {
                told.addAll(hear(view, cluster, heard, shuffled(cluster, heard, random), now));
            }
        }
        told.addAll(hear(view, cluster, heard, shuffled(cluster, heard, random), now));

        assertThat(view.snapshot(now).stream().map(Told::of).toList()).isEqualTo(plainly(cluster));
        assertThat(ever).as("nothing invented").containsAll(told);
        assertThat(told).as("nothing missed of what is").containsAll(plainly(cluster));
    }

    /** One pod after another on each node, some overlapping: every start that is heard of is told, once. */
    @Property(tries = 500)
    void shouldTellEveryStartOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        ClusterView view = new ClusterView(Fleet.WATCHED);
        Map<String, PodState> byNode = new TreeMap<>();
        List<Told> expected = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            long now = 1_000_000 + step * 1_000L;
            String node = "n" + random.nextInt(4);
            PodState old = byNode.get(node);
            boolean overlap = random.nextBoolean();
            if (old != null && !overlap) {
                told.addAll(of(view.removePod(old.namespace(), old.name(), old.uid(), now)));
            }
            PodState next = Fleet.pod(node, "u" + step, "v" + random.nextInt(3), now);
            byNode.put(node, next);
            expected.addAll(starts(next));
            for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
                told.addAll(of(view.put(next, now)));
            }
            if (old != null && overlap) {
                told.addAll(of(view.put(Fleet.terminating(old), now)));
                told.addAll(of(view.removePod(old.namespace(), old.name(), old.uid(), now)));
            }
        }
        assertThat(told).isEqualTo(expected);
    }

    private static void change(Map<String, PodState> cluster, Random random, long now) {
        List<PodState> pods = List.copyOf(cluster.values());
        PodState any = pods.isEmpty() ? null : pods.get(random.nextInt(pods.size()));
        switch (any == null ? 0 : random.nextInt(6)) {
            case 0, 1 -> {
                PodState made = Fleet.pod("n" + random.nextInt(4), "u" + now, "v" + random.nextInt(3), now);
                cluster.put(made.name(), random.nextBoolean() ? made : Fleet.running(made));
            }
            case 2 -> cluster.put(any.name(), Fleet.running(any, Fleet.container(tag(any), now)));
            case 3 -> cluster.put(any.name(), Fleet.running(any));
            case 4 -> cluster.put(any.name(), Fleet.terminating(any));
            default -> cluster.remove(any.name());
        }
    }

    private static String tag(PodState pod) {
        return pod.revision().substring("rev-".length());
    }

    /** A list of everything there is, in any order, some of it twice, among it the word of what is gone. */
    private static List<String> shuffled(Map<String, PodState> cluster, Map<String, PodState> heard, Random random) {
        List<String> names = new ArrayList<>(cluster.keySet());
        heard.keySet().stream().filter(name -> !cluster.containsKey(name)).forEach(names::add);
        List.copyOf(names).stream().filter(name -> random.nextInt(3) == 0).forEach(names::add);
        java.util.Collections.shuffle(names, random);
        return names;
    }

    private static List<Told> hear(
            ClusterView view,
            Map<String, PodState> cluster,
            Map<String, PodState> heard,
            List<String> names,
            long now) {
        List<Told> told = new ArrayList<>();
        for (String name : names) {
            PodState pod = cluster.get(name);
            if (pod != null) {
                told.addAll(of(view.put(pod, now)));
                heard.put(name, pod);
            } else if (heard.containsKey(name)) {
                PodState gone = heard.remove(name);
                told.addAll(of(view.removePod(gone.namespace(), gone.name(), gone.uid(), now)));
            }
        }
        return told;
    }

    private static List<Told> starts(PodState pod) {
        return pod.running().stream()
                .map(it -> new Told(pod.node(), pod.uid(), it.startedAtMs(), tag(pod) + '#' + pod.revision()))
                .toList();
    }

    private static List<Told> of(List<RolloutFact> facts) {
        return facts.stream().map(Told::of).toList();
    }

    /** What runs, node by node: of several pods the one that stays, then the one made last. */
    private static List<Told> plainly(Map<String, PodState> cluster) {
        Map<String, PodState> byNode = new TreeMap<>();
        cluster.values().stream()
                .filter(pod -> !pod.running().isEmpty())
                .sorted(Comparator.comparing((PodState pod) -> !pod.terminating())
                        .thenComparing(PodState::createdMs)
                        .thenComparing(PodState::uid))
                .forEach(pod -> byNode.put(pod.node(), pod));
        return byNode.values().stream().flatMap(pod -> starts(pod).stream()).toList();
    }
}
