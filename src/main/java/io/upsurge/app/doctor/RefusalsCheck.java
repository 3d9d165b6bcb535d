package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Refusals;
import io.upsurge.stream.RefusalCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of the samples that the topology refuses, and what it has put aside. */
final class RefusalsCheck implements Check {
    private static final Map<String, String> REMEDIES = Map.of(
            RefusalCause.UNDECODABLE.text(), "write Avro in Confluent's wire format with a schema of this registry",
            RefusalCause.WRONG_KEY.text(), "write every record under the key cluster/node",
            RefusalCause.MISPLACED.text(), "use Kafka's own partitioner: partitioner=murmur2_random in librdkafka",
            RefusalCause.FUTURE.text(), "chronyc tracking on the sender",
            RefusalCause.TOO_OLD.text(), "write milliseconds, not seconds");

    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "refused records";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        List<Finding> findings = new ArrayList<>();
        Refusals refused = inputs.samples().refusals();
        boolean all = inputs.samples().scrapes() == 0;
        refused.causes()
                .forEach((cause, sum) -> findings.add((all ? Diagnosis.ALL_REFUSED : Diagnosis.SAMPLES_REFUSED)
                        .at(
                                seen.config().topics().samples(),
                                Words.count(sum.count(), "record") + " " + cause + ", such as " + sum.example(),
                                remedy(cause))));
        if (inputs.deadLetters() instanceof Look.Seen<Refusals> letters) {
            letters.value()
                    .causes()
                    .forEach((cause, sum) -> findings.add(Diagnosis.DEAD_LETTERS.at(
                            seen.config().topics().deadLetters(),
                            Words.count(sum.count(), "record") + " with header upsurge.cause=" + cause + ", such as "
                                    + sum.example(),
                            remedy(cause) + "; upsurge tail dead-letters --no-follow shows them with their headers"
                                    + " __streams.errors.*")));
        }
        if (findings.isEmpty() && !all) {
            findings.add(Diagnosis.NOTHING_REFUSED.at(
                    seen.config().topics().samples(), "no record is refused, none was (" + seen.period() + ")"));
        }
        return findings;
    }

    static String remedy(String cause) {
        return REMEDIES.getOrDefault(cause, "look at its sender");
    }
}
