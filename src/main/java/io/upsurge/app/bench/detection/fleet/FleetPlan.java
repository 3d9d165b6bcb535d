package io.upsurge.app.bench.detection.fleet;

/**
 * One kind of roll-out.
 *
 * @param nodes nodes of the fleet at the start of the roll-out, at least 2
 * @param keys keys, each a series on every node, at least 1
 * @param regime how noisy it is
 * @param pace how the nodes are moved
 * @param effect what the new version does
 * @param confounder what else happens
 * @param fault what is wrong with the records
 * @param zoneSpread standard deviation of the logarithm of the load that the nodes of one of the three zones share
 * @param scrapeSeconds time between two scrapes of a node, seconds
 * @param historyMinutes time before the roll-out, minutes
 * @param watchedMinutes time from its start to the end of the records, minutes
 */
public record FleetPlan(
        int nodes,
        int keys,
        Regime regime,
        Pace pace,
        Effect effect,
        Confounder confounder,
        Fault fault,
        double zoneSpread,
        int scrapeSeconds,
        int historyMinutes,
        int watchedMinutes) {

    /** Zones of a fleet. */
    static final int ZONES = 3;

    /** Checks the numbers. */
    public FleetPlan {
        require(nodes >= 2, "nodes must be at least 2, not " + nodes);
        require(keys >= 1, "keys must be at least 1, not " + keys);
        require(effect.keys() <= keys, "the effect is on more keys than there are");
        require(scrapeSeconds >= 1, "scrapes must be at least a second apart");
        require(historyMinutes >= 1 && watchedMinutes >= 1, "history and watched time must be at least a minute");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A clean back-to-back roll-out of one key over a typical fleet: scrapes every 30 s, 2 h before and 90 min after. */
    public static FleetPlan of(int nodes) {
        return new FleetPlan(
                nodes, 1, Regime.TYPICAL, Pace.BACK_TO_BACK, Effect.NONE, Confounder.NONE, Fault.NONE, 0, 30, 120, 90);
    }

    /** The same with that many keys. */
    public FleetPlan keys(int number) {
        return new FleetPlan(
                nodes,
                number,
                regime,
                pace,
                effect,
                confounder,
                fault,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with that noise. */
    public FleetPlan regime(Regime other) {
        return new FleetPlan(
                nodes,
                keys,
                other,
                pace,
                effect,
                confounder,
                fault,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same at that pace. */
    public FleetPlan pace(Pace other) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                other,
                effect,
                confounder,
                fault,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with that effect. */
    public FleetPlan effect(Effect other) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                pace,
                other,
                confounder,
                fault,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with that confounder. */
    public FleetPlan confounder(Confounder other) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                pace,
                effect,
                other,
                fault,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with that fault. */
    public FleetPlan fault(Fault other) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                pace,
                effect,
                confounder,
                other,
                zoneSpread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with shocks of that size that the nodes of a zone share. */
    public FleetPlan zones(double spread) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                pace,
                effect,
                confounder,
                fault,
                spread,
                scrapeSeconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with scrapes that far apart. */
    public FleetPlan scrapeEvery(int seconds) {
        return new FleetPlan(
                nodes,
                keys,
                regime,
                pace,
                effect,
                confounder,
                fault,
                zoneSpread,
                seconds,
                historyMinutes,
                watchedMinutes);
    }

    /** The same with that much time before and after the start of the roll-out. */
    public FleetPlan minutes(int history, int watched) {
        return new FleetPlan(
                nodes, keys, regime, pace, effect, confounder, fault, zoneSpread, scrapeSeconds, history, watched);
    }

    /** Scrapes of a node over the whole time. */
    int scrapes() {
        return (historyMinutes + watchedMinutes) * 60 / scrapeSeconds;
    }

    /** Series times scrapes: the unit of work. */
    public long samples() {
        return (long) nodes * keys * scrapes();
    }
}
