package io.upsurge.detect.fleet;

import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Map;
import java.util.TreeMap;

/** Packed form of what is known of a ratio: an anomaly tells it again when it ends, however long after. */
final class CertaintyForm {
    private CertaintyForm() {}

    static void pack(Certainty known, Packer out) {
        out.real(known.estimate()).real(known.lower()).real(known.upper()).real(known.standardError());
        out.real(known.logEvidence()).real(known.logThreshold()).real(known.errorBudget());
        out.number(known.keys()).number(known.surgingNodes());
        out.number(known.varianceShares().size());
        known.varianceShares().forEach((name, share) -> out.name(name).real(share));
    }

    static Certainty unpack(Unpacker in) {
        double estimate = in.real();
        double lower = in.real();
        double upper = in.real();
        double standardError = in.real();
        double logEvidence = in.real();
        double logThreshold = in.real();
        double errorBudget = in.real();
        int keys = (int) in.number();
        int surging = (int) in.number();
        Map<String, Double> shares = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            shares.put(in.name(), in.real());
        }
        return new Certainty(
                estimate, lower, upper, standardError, logEvidence, logThreshold, errorBudget, keys, surging, shares);
    }
}
