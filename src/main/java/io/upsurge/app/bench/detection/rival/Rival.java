package io.upsurge.app.bench.detection.rival;

/** One way to tell, asked after every window of one key in turn, from the first with an upgraded node. */
public interface Rival {

    /** What tables call it. */
    String name();

    /** Looks at the fleet after a window; says whether somebody would be told now. */
    boolean alarms(FleetTrace fleet);
}
