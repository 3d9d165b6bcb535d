package io.upsurge.detect.evidence;

/**
 * What is known of a key's noise in a window, learned from nodes that have not changed.
 *
 * <p>A node's weighted residual u (y / s - x b) has the variance V1 x + VA x^2 over x exposure: the first part is new in every
 * window, the second is a drift of the node about its baseline that stays.
 *
 * @param index s, the fleet index
 * @param live whether the index is of this window's controls; else it stands at an earlier value
 * @param steady whether it has hardly moved in the last twenty minutes with controls, so that it can be relied on for a while
 *     after the last of them is gone
 * @param controls number of controls the index is of; where it is not live, of the last ones
 * @param fast V1, variance of a weighted residual per unit of exposure
 * @param slow VA, variance of a node's weighted rate about its baseline
 * @param weightedBaseline mean of u b over the controls, between 0 and 1
 * @param typicalExposure mean exposure of a control in a window
 * @param learnedFrom number of nodes the variances were learned from
 * @param driftPerMinute variance of the logarithm of the index that comes with a minute without controls
 * @param placebo chance that a block of an unchanged node surges, an upper bound
 * @param zoneVariance variance of the logarithm of the index between zones
 * @param overdispersion Pearson's chi-square per degree of freedom of the controls' calls, at least 1
 * @param windowMs length of a window, milliseconds
 */
public record Background(
        double index,
        boolean live,
        boolean steady,
        int controls,
        double fast,
        double slow,
        double weightedBaseline,
        double typicalExposure,
        double learnedFrom,
        double driftPerMinute,
        double placebo,
        double zoneVariance,
        double overdispersion,
        long windowMs) {}
