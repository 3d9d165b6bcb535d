package io.upsurge.app.bench;

import java.util.Map;

/**
 * What was measured of a fleet.
 *
 * @param plan the fleet
 * @param catchUpSeconds from the start of the process until it had counted the history, seconds
 * @param liveCpuSeconds processor time of the process while scrapes came at their pace, seconds
 * @param liveHeapBytes objects that live at the end, after a full garbage collection
 * @param residentBytes memory of the process that the kernel holds for it at the end
 * @param history bytes of the topics once the history was counted, by kind of topic
 * @param written bytes by which the topics grew while scrapes came at their pace, by kind of topic
 * @param restarted until the process was ready again, with its state
 * @param restored until the process was ready again, without
 * @param load average load of the machine at the end
 */
record SizingFigures(
        SizingPlan plan,
        double catchUpSeconds,
        double liveCpuSeconds,
        long liveHeapBytes,
        long residentBytes,
        Map<LogSizes.Kind, Long> history,
        Map<LogSizes.Kind, Long> written,
        double restarted,
        double restored,
        double load) {}
