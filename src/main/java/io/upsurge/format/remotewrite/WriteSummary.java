package io.upsurge.format.remotewrite;

import java.util.List;

/**
 * What was found in a request.
 *
 * @param samples samples, all of them
 * @param filtered of these, samples of metrics that are not wanted
 * @param refusedSamples of these, samples of series that break a rule of the protocol or a limit
 * @param histograms native histograms; none is kept
 * @param refusedHistograms of these, histograms of series that break a rule
 * @param exemplars exemplars; none is kept
 * @param refusedExemplars of these, exemplars of series that break a rule
 * @param refusedSeries how many series break a rule
 * @param refusals what is wrong with them, at most {@value #MAX_REFUSALS}
 */
public record WriteSummary(
        long samples,
        long filtered,
        long refusedSamples,
        long histograms,
        long refusedHistograms,
        long exemplars,
        long refusedExemplars,
        long refusedSeries,
        List<String> refusals) {

    /** How many refused series are named. */
    public static final int MAX_REFUSALS = 10;

    /** Copies the list. */
    public WriteSummary {
        refusals = List.copyOf(refusals);
    }
}
