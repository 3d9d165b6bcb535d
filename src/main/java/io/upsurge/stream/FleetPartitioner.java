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
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(bytes)) % numPartitions));
        }
        return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()));
    }
}
