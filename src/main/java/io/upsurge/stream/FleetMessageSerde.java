package io.upsurge.stream;

import io.upsurge.detect.node.Partial;
import io.upsurge.detect.signal.SharedGroups;
import io.upsurge.model.Workload;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.stream.FleetMessage.Mark;
import io.upsurge.stream.FleetMessage.Rows;
import io.upsurge.stream.FleetMessage.Silence;
import io.upsurge.stream.FleetMessage.Snapshot;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Packs messages between the stages. */
final class FleetMessageSerde {
    private static final int ROWS = 1;
    private static final int MARK = 2;
    private static final int SILENCE = 3;
    private static final int SNAPSHOT = 4;

    private FleetMessageSerde() {}

    static Serde<FleetMessage> serde() {
        Serializer<FleetMessage> serializer = (topic, message) -> pack(message);
        SharedGroups groups = new SharedGroups();
        Deserializer<FleetMessage> deserializer = (topic, bytes) -> unpack(bytes, groups);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] pack(FleetMessage message) {
        Packer out = new Packer();
        if (message instanceof Rows rows) {
            rows.partial().pack(out.number(ROWS));
        } else if (message instanceof Snapshot snapshot) {
            Workload workload = snapshot.workload();
            out.number(SNAPSHOT).text(workload.cluster()).text(workload.namespace());
            out.text(workload.daemonset()).text(workload.container()).number(snapshot.windowEndMs());
        } else if (message instanceof Mark mark) {
            out.number(MARK).text(mark.cluster()).number(mark.source()).number(mark.doneToMs());
        } else if (message instanceof Silence silence) {
            out.number(SILENCE)
                    .number(silence.source())
                    .number(silence.heardOf().size());
            new TreeSet<>(silence.heardOf()).forEach(out::text);
        }
        return out.toBytes();
    }

    private static FleetMessage unpack(byte[] bytes, SharedGroups groups) {
        Unpacker in = new Unpacker(bytes);
        long kind = in.number();
        if (kind == ROWS) {
            return new Rows(Partial.unpack(in, groups));
        }
        if (kind == MARK) {
            return new Mark(in.text(), (int) in.number(), in.number());
        }
        if (kind == SNAPSHOT) {
            return new Snapshot(new Workload(in.text(), in.text(), in.text(), in.text()), in.number());
        }
        if (kind == SILENCE) {
            int source = (int) in.number();
            Set<String> heardOf = new TreeSet<>();
            for (int i = in.count(); i > 0; i--) {
                heardOf.add(in.text());
            }
            return new Silence(source, heardOf);
        }
        throw new FormatException("a message between the stages", kind, SNAPSHOT);
    }
}
