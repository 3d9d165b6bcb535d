package io.upsurge.ingest.remotewrite;

import io.upsurge.format.FormatException;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.format.remotewrite.WriteSummary;
import io.upsurge.ingest.DateCheck;
import io.upsurge.ingest.remotewrite.Answer.Written;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request came to.
 *
 * @param summary what the decoder found
 * @param gathered what became of the samples that are wanted
 * @param misdated samples with an impossible date
 * @param misdates what is wrong with them, of the first ones
 */
record WriteBatch(WriteSummary summary, Gathered gathered, long misdated, List<String> misdates) {

    /**
     * Reads the plain bytes of a request.
     *
     * @throws FormatException if they cannot be read, or exceed a limit
     */
    static WriteBatch read(
            WriteMessage message, byte[] plain, WriteDecoder decoder, Places places, long nowMs, long futureToleranceMs)
            throws FormatException {
        Gathering gathering = places.begin();
        DateCheck dates = new DateCheck(gathering, nowMs, futureToleranceMs);
        WriteSummary summary = decoder.decode(message, plain, dates);
        return new WriteBatch(summary, gathering.finish(), dates.refused(), dates.refusals());
    }

    /** Samples that are not and will never be written. */
    long refused() {
        return summary.refusedSamples() + misdated + gathered.rejectedCount();
    }

    /** Samples that no signal asks for. */
    long filtered() {
        return summary.filtered() + gathered.filtered();
    }

    /** One of the refusals, for the log; empty where there is none. */
    String example() {
        List<String> all = refusals();
        return all.isEmpty() ? "" : all.get(0);
    }

    /** The answer once everything else has been written. */
    Answer answer() {
        Written written = new Written(
                summary.samples() - refused(),
                summary.histograms() - summary.refusedHistograms(),
                summary.exemplars() - summary.refusedExemplars());
        if (refused() == 0 && summary.refusedSeries() == 0) {
            return Answer.written(204, "", written);
        }
        return Answer.written(
                400,
                refused() + " of " + summary.samples() + " samples were refused, the others are written:\n"
                        + String.join("\n", refusals()) + "\n",
                written);
    }

    private List<String> refusals() {
        List<String> all = new ArrayList<>(summary.refusals());
        all.addAll(misdates);
        all.addAll(gathered.rejected());
        return all;
    }
}
