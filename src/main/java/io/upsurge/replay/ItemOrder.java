package io.upsurge.replay;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import java.util.Comparator;
import java.util.List;

/**
 * The one order in which records are replayed: by instant, cluster and node, facts before scrapes, heartbeats last; then by
 * content, so that only equal records may change places.
 */
public final class ItemOrder implements Comparator<Item> {
    private static final Comparator<RolloutFact> FACTS = Comparator.comparing(RolloutFact::workload)
            .thenComparing(fact -> fact.version().image())
            .thenComparing(fact -> fact.version().tag())
            .thenComparing(fact -> fact.version().digest())
            .thenComparing(fact -> fact.version().revision())
            .thenComparing(RolloutFact::podUid)
            .thenComparingLong(RolloutFact::observedAtMs)
            .thenComparing(RolloutFact::source)
            .thenComparing(RolloutFact::zone)
            .thenComparing(fact -> String.join("\n", fact.differences()));

    @Override
    public int compare(Item a, Item b) {
        int order = Long.compare(a.timeMs(), b.timeMs());
        order = order != 0 ? order : a.cluster().compareTo(b.cluster());
        order = order != 0 ? order : Boolean.compare(isHeartbeat(a), isHeartbeat(b));
        order = order != 0 ? order : node(a).compareTo(node(b));
        return order != 0 ? order : byContent(a, b);
    }

    private static boolean isHeartbeat(Item item) {
        return item instanceof Item.Sample sample && sample.record() instanceof Heartbeat;
    }

    private static String node(Item item) {
        if (item instanceof Item.Fact fact) {
            return fact.fact().node();
        }
        return ((Item.Sample) item).record() instanceof Scrape scrape ? scrape.node() : "";
    }

    private static int byContent(Item a, Item b) {
        if (a instanceof Item.Fact fact) {
            return b instanceof Item.Fact other ? FACTS.compare(fact.fact(), other.fact()) : -1;
        }
        if (b instanceof Item.Fact) {
            return 1;
        }
        if (((Item.Sample) a).record() instanceof Heartbeat heartbeat) {
            return Boolean.compare(heartbeat.end(), ((Heartbeat) ((Item.Sample) b).record()).end());
        }
        return compare((Scrape) ((Item.Sample) a).record(), (Scrape) ((Item.Sample) b).record());
    }

    private static int compare(Scrape a, Scrape b) {
        int order = a.workload().compareTo(b.workload());
        order = order != 0 ? order : a.podUid().compareTo(b.podUid());
        order = order != 0 ? order : Long.compare(a.startMs(), b.startMs());
        return order != 0 ? order : compare(a.points(), b.points());
    }

    private static int compare(List<Point> a, List<Point> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Point left = a.get(i);
            Point right = b.get(i);
            int order = left.series().compareTo(right.series());
            order = order != 0 ? order : Boolean.compare(left.stale(), right.stale());
            order = order != 0
                    ? order
                    : Long.compare(Double.doubleToRawLongBits(left.value()), Double.doubleToRawLongBits(right.value()));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
