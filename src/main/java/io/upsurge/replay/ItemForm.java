package io.upsurge.replay;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.replay.sort.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records as they are kept in a file while they are sorted. Series and names are written once per frame. */
public final class ItemForm implements Form<Item> {
    private static final int SCRAPE = 0;
    private static final int HEARTBEAT = 1;
    private static final int END = 2;
    private static final int FACT = 3;
    private static final long BYTES_PER_ITEM = 250;
    private static final long BYTES_PER_POINT = 40;

    @Override
    public long weight(Item item) {
        if (item instanceof Item.Fact fact) {
            return BYTES_PER_ITEM
                    + 2L
                            * fact.fact().differences().stream()
                                    .mapToInt(String::length)
                                    .sum();
        }
        return ((Item.Sample) item).record() instanceof Scrape scrape
                ? BYTES_PER_ITEM + BYTES_PER_POINT * scrape.points().size()
                : BYTES_PER_ITEM;
    }

    @Override
    public byte[] pack(List<Item> items) {
        Packer out = new Packer().number(items.size());
        Map<SeriesId, Integer> series = new HashMap<>();
        for (Item item : items) {
            if (item instanceof Item.Fact fact) {
                pack(fact.fact(), out);
            } else {
                pack(((Item.Sample) item).record(), series, out);
            }
        }
        return out.toBytes();
    }

    private static void pack(SampleRecord record, Map<SeriesId, Integer> series, Packer out) {
        if (record instanceof Heartbeat heartbeat) {
            out.number(heartbeat.end() ? END : HEARTBEAT)
                    .name(heartbeat.cluster())
                    .number(heartbeat.timeMs());
            return;
        }
        Scrape scrape = (Scrape) record;
        out.number(SCRAPE);
        pack(scrape.workload(), out);
        out.name(scrape.node()).number(scrape.timeMs()).name(scrape.podUid()).number(scrape.startMs());
        out.number(scrape.points().size());
        for (Point point : scrape.points()) {
            Integer known = series.putIfAbsent(point.series(), series.size());
            out.number(known == null ? series.size() - 1L : known);
            if (known == null) {
                out.name(point.series().metric()).number(point.series().labels().size());
                point.series().labels().forEach((name, value) -> out.name(name).name(value));
            }
            out.real(point.value()).flag(point.stale());
        }
    }

    private static void pack(RolloutFact fact, Packer out) {
        out.number(FACT);
        pack(fact.workload(), out);
        out.name(fact.node());
        Version version = fact.version();
        out.name(version.image()).name(version.tag()).name(version.digest()).name(version.revision());
        out.name(fact.podUid()).number(fact.sinceMs()).number(fact.observedAtMs());
        out.name(fact.source()).name(fact.zone()).number(fact.differences().size());
        fact.differences().forEach(out::name);
    }

    private static void pack(Workload workload, Packer out) {
        out.name(workload.cluster())
                .name(workload.namespace())
                .name(workload.daemonset())
                .name(workload.container());
    }

    @Override
    public List<Item> unpack(byte[] frame) {
        return new Frame(new Unpacker(frame)).items();
    }

    private static final class Frame {
        private final Unpacker in;
        private final List<SeriesId> series = new ArrayList<>();
        private final Map<Workload, Workload> workloads = new HashMap<>();

        Frame(Unpacker in) {
            this.in = in;
        }

        List<Item> items() {
            int count = in.count();
            List<Item> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                items.add(item());
            }
            return items;
        }

        private Item item() {
            int kind = (int) in.number();
            return switch (kind) {
                case SCRAPE -> new Item.Sample(scrape());
                case HEARTBEAT, END -> new Item.Sample(new Heartbeat(in.name(), in.number(), kind == END));
                case FACT -> new Item.Fact(fact());
                default -> throw new IllegalStateException("kind " + kind + " does not exist");
            };
        }

        private Scrape scrape() {
            Workload workload = workload();
            String node = in.name();
            long timeMs = in.number();
            String podUid = in.name();
            long startMs = in.number();
            int count = in.count();
            List<Point> points = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                points.add(new Point(series(), in.real(), in.flag()));
            }
            return new Scrape(workload, node, timeMs, podUid, startMs, points);
        }

        private SeriesId series() {
            int number = (int) in.number();
            if (number == series.size()) {
                String metric = in.name();
                Map<String, String> labels = new TreeMap<>();
                for (int i = in.count(); i > 0; i--) {
                    labels.put(in.name(), in.name());
                }
                series.add(new SeriesId(metric, labels));
            }
            return series.get(number);
        }

        private RolloutFact fact() {
            return new RolloutFact(
                    workload(),
                    in.name(),
                    new Version(in.name(), in.name(), in.name(), in.name()),
                    in.name(),
                    in.number(),
                    in.number(),
                    in.name(),
                    in.name(),
                    differences());
        }

        private List<String> differences() {
            List<String> differences = new ArrayList<>();
            for (int i = in.count(); i > 0; i--) {
                differences.add(in.name());
            }
            return differences;
        }

        private Workload workload() {
            Workload read = new Workload(in.name(), in.name(), in.name(), in.name());
            Workload known = workloads.putIfAbsent(read, read);
            return known == null ? read : known;
        }
    }
}
