package io.upsurge.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The nodes of one cluster: makes them, and chooses among them. */
final class Fleet {
    private static final int NODES_PER_SUBNET = 250;
    private static final long YOUNGEST_MS = 2L * 24 * 3_600_000;
    private static final long OLDEST_MS = 9L * 24 * 3_600_000;

    private final Scenario scenario;
    private final long clusterIndex;
    private final FleetLoad load;
    private final Dice dice;
    private final Dice zoneDice;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private int made;

    Fleet(Scenario scenario, long clusterIndex, FleetLoad load, Dice dice, Dice zoneDice) {
        this.scenario = scenario;
        this.clusterIndex = clusterIndex;
        this.load = load;
        this.dice = dice;
        this.zoneDice = zoneDice;
    }

    /** Adds nodes that will run a version; shares of ENI counts and zones hold exactly among them, save for rounding. */
    List<SimulatedNode> add(int count, String version, long nowMs) {
        List<Integer> ranks = ranks(count, dice);
        List<Integer> zoneRanks = ranks(count, zoneDice);
        List<SimulatedNode> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int enis = of((ranks.get(i) + 0.5) / count, scenario.nodes().enis(), 0);
            String zone = of((zoneRanks.get(i) + 0.5) / count, scenario.nodes().zones(), "");
            Dice own = new Dice(scenario.seed(), clusterIndex, made);
            NodeNoise noise = new NodeNoise(scenario.noise(), load, own, nowMs);
            added.add(new SimulatedNode(name(made), enis, zone, version, own, noise));
            made++;
        }
        nodes.addAll(added);
        return added;
    }

    /** When the container of a node that is there from the beginning was started: days ago, at a whole second. */
    static long longAgo(SimulatedNode node, long nowMs) {
        return Math.floorDiv(nowMs - node.dice().between(YOUNGEST_MS, OLDEST_MS), 1_000) * 1_000;
    }

    int size() {
        return nodes.size();
    }

    /** Nodes in the order of the waves, as many of the fitting ones as the waves concern. */
    List<SimulatedNode> choose(Waves waves, Predicate<SimulatedNode> fits) {
        List<SimulatedNode> chosen = new ArrayList<>(nodes.stream().filter(fits).toList());
        if (waves.order() == Waves.Order.NAME) {
            chosen.sort(Comparator.comparing(SimulatedNode::name));
        } else {
            shuffle(chosen, dice);
        }
        if (waves.order() == Waves.Order.ZONE) {
            List<String> zones = List.copyOf(scenario.nodes().zones().keySet());
            chosen.sort(Comparator.comparingInt(node -> zones.indexOf(node.zone())));
        }
        return chosen.subList(0, Math.min(chosen.size(), waves.nodes().of(nodes.size())));
    }

    /** Nodes at random. */
    List<SimulatedNode> choose(Amount amount) {
        List<SimulatedNode> chosen = new ArrayList<>(nodes);
        shuffle(chosen, dice);
        return chosen.subList(0, amount.of(chosen.size()));
    }

    void remove(SimulatedNode node) {
        node.remove();
        nodes.remove(node);
    }

    private static String name(int index) {
        int subnet = index / NODES_PER_SUBNET;
        return "ip-10-" + subnet / 256 + '-' + subnet % 256 + '-' + (index % NODES_PER_SUBNET + 4) + ".ec2.internal";
    }

    /** What stands at a quantile of a distribution. */
    private static <T> T of(double quantile, Map<T, Double> weights, T none) {
        double sum = 0;
        T found = none;
        for (Map.Entry<T, Double> weight : weights.entrySet()) {
            sum += weight.getValue();
            found = weight.getKey();
            if (quantile < sum) {
                break;
            }
        }
        return found;
    }

    private static List<Integer> ranks(int count, Dice dice) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranks.add(i);
        }
        shuffle(ranks, dice);
        return ranks;
    }

    private static <T> void shuffle(List<T> list, Dice dice) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = (int) dice.between(0, i + 1);
            T item = list.get(i);
            list.set(i, list.get(other));
            list.set(other, item);
        }
    }
}
