package io.upsurge.app.bench;

/**
 * What is measured: the shape of a fleet and how the topology runs.
 *
 * @param nodes number of nodes, at least 1
 * @param series series of each node, 1 to 500
 * @param scrapes scrapes of each node, one every 30 s, at least 40: less leaves no time for a baseline and an anomaly
 * @param partitions partitions of each topic, at least 1
 * @param threads stream threads, at least 1
 * @param rocksDb whether the state of nodes is in RocksDB instead of on the heap
 * @param exactlyOnce whether Kafka transactions are used
 * @param singleSeries whether each series travels in a record of its own instead of one record per scrape
 * @param rounds measured rounds, after one that is discarded, at least 1
 */
record BenchPlan(
        int nodes,
        int series,
        int scrapes,
        int partitions,
        int threads,
        boolean rocksDb,
        boolean exactlyOnce,
        boolean singleSeries,
        int rounds) {
    static final int MIN_SCRAPES = 40;
    static final int MAX_SERIES = 500;

    /** Checks the numbers. */
    BenchPlan {
        require(nodes >= 1, "nodes must be at least 1, not " + nodes);
        require(series >= 1 && series <= MAX_SERIES, "series must be 1 to " + MAX_SERIES + ", not " + series);
        require(scrapes >= MIN_SCRAPES, "scrapes must be at least " + MIN_SCRAPES + ", not " + scrapes);
        require(partitions >= 1, "partitions must be at least 1, not " + partitions);
        require(threads >= 1, "threads must be at least 1, not " + threads);
        require(rounds >= 1, "rounds must be at least 1, not " + rounds);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Scrapes of all nodes. */
    long allScrapes() {
        return (long) nodes * scrapes;
    }

    /** Values of all series of all scrapes. */
    long samples() {
        return allScrapes() * series;
    }

    /** Records in the topic of the samples: scrapes or their pieces, and a heartbeat per scrape interval and the end, each in every partition. */
    long records() {
        return allScrapes() * (singleSeries ? series : 1) + (scrapes + 1L) * partitions;
    }
}
