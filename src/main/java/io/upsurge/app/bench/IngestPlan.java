package io.upsurge.app.bench;

import io.upsurge.format.remotewrite.WriteMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent to the receiver.
 *
 * @param nodes number of nodes, at least 1
 * @param series series of each node that a signal asks for, 1 to 500
 * @param keptPercents shares of the series that a signal asks for, percent, each 1 to 100; one measurement each
 * @param samples about how many samples are sent in each run, at least one scrape of each node
 * @param perRequest about how many samples are in a request, at least 1; a scrape of a node is not torn apart
 * @param connections requests under way at a time, at least 1
 * @param rounds measured rounds, after one that is discarded, at least 1
 */
record IngestPlan(
        int nodes, int series, List<Integer> keptPercents, long samples, int perRequest, int connections, int rounds) {

    /** Checks the numbers. */
    IngestPlan {
        keptPercents = List.copyOf(keptPercents);
        require(nodes >= 1, "nodes must be at least 1, not " + nodes);
        require(series >= 1 && series <= BenchPlan.MAX_SERIES, "series must be 1 to 500, not " + series);
        require(!keptPercents.isEmpty(), "kept must name a share");
        keptPercents.forEach(kept -> require(kept >= 1 && kept <= 100, "kept must be 1 to 100, not " + kept));
        require(samples >= 1, "samples must be at least 1, not " + samples);
        require(perRequest >= 1, "per-request must be at least 1, not " + perRequest);
        require(connections >= 1 && connections <= 256, "connections must be 1 to 256, not " + connections);
        require(rounds >= 1, "rounds must be at least 1, not " + rounds);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What is sent, in the order in which it is measured. */
    List<Traffic> traffic() {
        List<Traffic> all = new ArrayList<>();
        for (WriteMessage message : WriteMessage.values()) {
            keptPercents.forEach(percent -> all.add(new Traffic(message, percent)));
        }
        return all;
    }

    /** Series of a node, also those that no signal asks for. */
    int allSeries(Traffic traffic) {
        return Math.max(series, series * 100 / traffic.keptPercent());
    }

    /** Scrapes of each node, 30 s apart. */
    int scrapes(Traffic traffic) {
        return (int) Math.max(1, samples / ((long) nodes * allSeries(traffic)));
    }

    /**
     * One kind of requests.
     *
     * @param message the protocol
     * @param keptPercent share of the series that a signal asks for, percent
     */
    record Traffic(WriteMessage message, int keptPercent) {
        /** The protocol as its specification numbers it. */
        String protocol() {
            return message == WriteMessage.V1 ? "1.0" : "2.0";
        }
    }
}
