package io.upsurge.wire;

import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import org.apache.avro.Schema;

/** Roll-out facts. */
final class RolloutCodec implements ModelCodec<RolloutFact, io.upsurge.avro.RolloutFact> {

    @Override
    public Schema contract() {
        return ContractSchemas.rolloutFact();
    }

    @Override
    public Schema compiled() {
        return io.upsurge.avro.RolloutFact.getClassSchema();
    }

    @Override
    public Class<io.upsurge.avro.RolloutFact> avroClass() {
        return io.upsurge.avro.RolloutFact.class;
    }

    @Override
    public io.upsurge.avro.RolloutFact toAvro(RolloutFact fact) {
        NodeId node = fact.nodeId();
        return new io.upsurge.avro.RolloutFact(
                node.cluster(),
                node.node(),
                fact.workload().namespace(),
                fact.workload().daemonset(),
                fact.workload().container(),
                fact.version().image(),
                fact.version().tag(),
                fact.version().digest(),
                fact.version().revision(),
                fact.podUid().isEmpty() ? null : fact.podUid(),
                fact.sinceMs(),
                fact.observedAtMs(),
                fact.source(),
                fact.zone(),
                fact.differences());
    }

    @Override
    public RolloutFact toModel(io.upsurge.avro.RolloutFact avro) {
        NodeId node = new NodeId(avro.getCluster(), avro.getNode());
        return new RolloutFact(
                new Workload(node.cluster(), avro.getNamespace(), avro.getDaemonset(), avro.getContainer()),
                node.node(),
                new Version(avro.getImage(), avro.getTag(), avro.getDigest(), avro.getRevision()),
                avro.getPodUid() == null ? "" : avro.getPodUid(),
                avro.getSince(),
                avro.getObservedAt(),
                avro.getSource(),
                avro.getZone(),
                avro.getDifferences());
    }
}
