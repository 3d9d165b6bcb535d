package io.upsurge.app.bench.detection.fleet;

import io.upsurge.app.bench.detection.fleet.Schedule.Move;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Makes the records of one run, in the order in which they arrive. */
public final class FleetGenerator {
    private static final long START_MS = 1_708_934_400_000L; // 2024-02-26T08:00Z
    private static final long MINUTE_MS = 60_000;
    private static final long SKEW_MS = 30_000;
    private static final double DOUBLE_MINUTES = 8 / 60.0;
    private static final double RESTARTING_SHARE = 1 / 3.0;
    private static final double SCALED_SHARE = 0.3;
    private static final double REPLACED_SHARE = 0.5;

    private final FleetPlan plan;
    private final Noise noise;
    private final Noise losses;
    private final Noise faults;
    private final long rolloutMs;
    private final List<SeriesId> plain;
    private final List<SeriesId> errors;
    private final List<Member> members = new ArrayList<>();
    private final Schedule schedule;

    /** A node, while it is part of the fleet. */
    private static final class Member {
        final String name;
        final NodeCalls calls;
        final List<Move> moves;
        final long skewMs;
        double bornMinutes = Double.NEGATIVE_INFINITY;
        double goneMinutes = Double.POSITIVE_INFINITY;
        String tag = Pace.OLD;
        String podUid;
        int pods;
        int moved;

        Member(String name, NodeCalls calls, List<Move> moves, long skewMs) {
            this.name = name;
            this.calls = calls;
            this.moves = moves;
            this.skewMs = skewMs;
            this.podUid = name + "-pod-0";
        }
    }

    /** Prepares a run. */
    public FleetGenerator(FleetPlan plan, long seed) {
        this.plan = plan;
        this.noise = new Noise(seed);
        this.losses = new Noise(noise.seed());
        this.faults = new Noise(noise.seed());
        this.rolloutMs = START_MS + plan.historyMinutes() * MINUTE_MS + noise.below((int) MINUTE_MS);
        this.plain = SeriesNames.plain(plan.keys());
        this.errors = SeriesNames.errors(plan.keys());
        List<Move> moves = plan.pace().moves(order(), noise);
        this.schedule = new Schedule(plan.nodes(), withRestarts(moves));
        members();
    }

    /** What happens when. */
    public Schedule schedule() {
        return schedule;
    }

    /** Minutes from the start of the roll-out to an instant given in milliseconds since 1970-01-01T00:00Z. */
    public double minutesAt(long timeMs) {
        return (double) (timeMs - rolloutMs) / MINUTE_MS;
    }

    private int[] order() {
        int[] order = IntStream.range(0, plan.nodes()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = noise.below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return plan.pace() != Pace.ZONE_ORDER
                ? order
                : IntStream.of(order)
                        .boxed()
                        .sorted(Comparator.comparingInt(node -> node % FleetPlan.ZONES))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private List<Move> withRestarts(List<Move> moves) {
        List<Move> all = new ArrayList<>(moves);
        if (plan.confounder() == Confounder.RESTARTS) {
            for (int node = 0; node < plan.nodes(); node++) {
                if (noise.uniform() < RESTARTING_SHARE) {
                    all.add(new Move(node, noise.uniform(20 - plan.historyMinutes(), plan.watchedMinutes()), ""));
                }
            }
        }
        if (plan.fault() == Fault.DOUBLE_RESET) {
            moves.forEach(move -> all.add(new Move(move.node(), move.minutes() + DOUBLE_MINUTES, "")));
        }
        return all;
    }

    private void members() {
        int affected = (int) Math.round(plan.nodes() * plan.effect().nodeShare());
        int[] luck = order();
        for (int node = 0; node < plan.nodes(); node++) {
            members.add(member("n", node, luck[node] < affected, schedule.of(node)));
        }
        if (plan.confounder() == Confounder.AUTOSCALING) {
            for (int node = 0; node < SCALED_SHARE * plan.nodes(); node++) {
                members.get(node).goneMinutes = noise.uniform(0, 50);
                born(node, noise.uniform(0, 25));
            }
        } else if (plan.confounder() == Confounder.REPLACEMENT) {
            for (int node = 0; node < REPLACED_SHARE * plan.nodes(); node++) {
                double minutes = schedule.of(node).get(0).minutes();
                members.get(node).goneMinutes = minutes;
                born(node, minutes + 1);
            }
        }
    }

    private void born(int number, double minutes) {
        boolean surging = noise.uniform() < plan.effect().nodeShare();
        Member member = member("born-", number, surging, List.of(new Move(number, minutes, Pace.NEW)));
        member.bornMinutes = minutes;
        members.add(member);
    }

    private Member member(String prefix, int number, boolean surging, List<Move> moves) {
        String name = prefix + String.format(Locale.ROOT, "%04d", number);
        NodeCalls calls = new NodeCalls(plan, noise, number % FleetPlan.ZONES, surging, START_MS);
        long skewMs = plan.fault() == Fault.SKEW ? (long) faults.uniform(-SKEW_MS, SKEW_MS) : 0;
        return new Member(name, calls, moves, skewMs);
    }

    /** Makes all records; once only. */
    public void generate(RecordSink sink) {
        Delivery delivery = new Delivery(sink, plan.fault(), losses, faults);
        for (Member member : members) {
            if (member.bornMinutes == Double.NEGATIVE_INFINITY) {
                sink.fact(fact(member, START_MS - 86_400_000L));
            }
        }
        FleetLoad load = new FleetLoad(plan, noise);
        long intervalMs = plan.scrapeSeconds() * 1_000L;
        for (int scrape = 1; scrape <= plan.scrapes(); scrape++) {
            long tickMs = START_MS + scrape * intervalMs;
            load.step();
            boolean drift = tickMs / MINUTE_MS != (tickMs - intervalMs) / MINUTE_MS;
            double[] loads = new double[FleetPlan.ZONES];
            for (int zone = 0; zone < loads.length; zone++) {
                loads[zone] = load.at(zone, minutesAt(tickMs));
            }
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                long atMs = tickMs + i * (intervalMs - 1_000) / members.size();
                if (drift) {
                    member.calls.driftOneMinute();
                }
                scrape(member, atMs, loads[member.calls.zone()], delivery);
            }
            long endMs = tickMs + intervalMs - 1;
            delivery.to(endMs);
            sink.sample(new Heartbeat(SeriesNames.WORKLOAD.cluster(), tickMs, false));
        }
        long endMs = START_MS + (plan.scrapes() + 1) * intervalMs + MINUTE_MS;
        delivery.to(Long.MAX_VALUE);
        sink.sample(new Heartbeat(SeriesNames.WORKLOAD.cluster(), endMs, true));
    }

    private void scrape(Member member, long atMs, double load, Delivery delivery) {
        double minutes = minutesAt(atMs);
        while (member.moved < member.moves.size()
                && member.moves.get(member.moved).minutes() <= minutes) {
            restart(member, member.moves.get(member.moved++), atMs, delivery);
        }
        if (minutes < member.bornMinutes || minutes >= member.goneMinutes) {
            return;
        }
        member.calls.advance(atMs, load);
        delivery.to(atMs);
        if (!delivery.loses()) {
            delivery.scrape(
                    new Scrape(
                            SeriesNames.WORKLOAD,
                            member.name,
                            atMs,
                            member.podUid,
                            member.calls.startMs() + member.skewMs,
                            member.calls.points(plain, errors)),
                    atMs);
        }
    }

    private void restart(Member member, Move move, long nowMs, Delivery delivery) {
        if (move.minutes() >= member.goneMinutes) {
            return;
        }
        long atMs = rolloutMs + (long) (move.minutes() * MINUTE_MS);
        member.calls.restart(move, atMs);
        member.tag = move.tag().isEmpty() ? member.tag : move.tag();
        member.pods++;
        member.podUid = member.name + "-pod-" + member.pods;
        delivery.fact(fact(member, atMs + member.skewMs), nowMs);
    }

    private static RolloutFact fact(Member member, long sinceMs) {
        return new RolloutFact(
                SeriesNames.WORKLOAD,
                member.name,
                Version.ofTag(member.tag),
                member.podUid,
                sinceMs,
                sinceMs + 1_000,
                "simulate",
                "zone-" + member.calls.zone());
    }
}
