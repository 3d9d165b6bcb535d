package io.upsurge.app.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process has used so far.
 *
 * @param cpuNs processor time of all threads, in user and system mode, nanoseconds
 * @param wallNs reading of a clock that only moves forward, nanoseconds
 * @param allocatedBytes bytes allocated on the heap by the threads that live
 */
record Reading(long cpuNs, long wallNs, long allocatedBytes) {

    /** The present reading. */
    static Reading now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new Reading(system.getProcessCpuTime(), System.nanoTime(), allocated);
    }

    /** What was used since an earlier reading. */
    Reading since(Reading earlier) {
        return new Reading(cpuNs - earlier.cpuNs, wallNs - earlier.wallNs, allocatedBytes - earlier.allocatedBytes);
    }
}
