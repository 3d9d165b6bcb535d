package io.upsurge.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Rows and snapshots go to the partition of their workload; marks and silences go to every partition. */
final class FleetPartitioner implements StreamPartitioner<String, FleetMessage> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, FleetMessage message, int numPartitions) {
        if (message instanceof FleetMessage.Rows || message instanceof FleetMessage.Snapshot) {
            return Optional.of(Set.of(partitionOf(key, numPartitions)));
        }
        return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()));
    }

    /** The partition of a workload, by its key. */
    static int partitionOf(String workload, int numPartitions) {
        return Utils.toPositive(Utils.murmur2(workload.getBytes(StandardCharsets.UTF_8))) % numPartitions;
    }
}
