package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.SourcesView.Readiness;
import java.util.ArrayList;
import java.util.List;

/** Whether the receiver of remote write is there and ready, and who may send to it. */
final class ReceiverCheck implements Check {
    private static final int OK = 200;

    @Override
    public Group group() {
        return Group.INPUTS;
    }

    @Override
    public String name() {
        return "receiver";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        UpsurgeConfig.Receiver receiver = seen.config().receiver();
        List<Finding> findings = new ArrayList<>();
        if (!isLoopback(receiver.host())
                && receiver.bearerToken().isEmpty()
                && receiver.user().isEmpty()) {
            findings.add(Diagnosis.RECEIVER_OPEN.at(
                    receiver.listen(),
                    "whoever reaches this address may write samples",
                    "set receiver.bearer-token, or receiver.user and receiver.password"));
        }
        findings.add(readiness(receiver, seen.sources().receiver()));
        return findings;
    }

    private static Finding readiness(UpsurgeConfig.Receiver receiver, Look<Readiness> look) {
        if (look instanceof Look.Unseen<Readiness> unseen) {
            return receiver.enabled()
                    ? Diagnosis.RECEIVER_SILENT.at(
                            receiver.listen(), unseen.why(), "start upsurge run, or look at its log")
                    : Diagnosis.RECEIVER_ABSENT.at(receiver.listen(), unseen.why());
        }
        Readiness readiness = look.get();
        return readiness.status() == OK
                ? Diagnosis.RECEIVER_READY.at(receiver.listen(), "listens and is ready")
                : Diagnosis.RECEIVER_UNREADY.at(
                        receiver.listen(),
                        "/readyz answers " + readiness.status() + ": " + readiness.text(),
                        readiness.status() == 503
                                ? "mend what it says"
                                : "see who listens there; it does not answer as Upsurge does");
    }

    /** A name other than localhost may be anything. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
