package io.upsurge.app.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Shows progress: redrawn in place on a terminal; elsewhere a line now and then, so that a log stays readable.
 */
final class Screen {
    private static final int BAR = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private int drawn;
    private int lastTenth = -1;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows how far something is, with lines below the bar. */
    void progress(String what, double share, List<String> below) {
        double bounded = Math.max(0, Math.min(1, share));
        if (terminal) {
            erase();
            int full = (int) Math.round(bounded * BAR);
            out.println(String.format(
                    Locale.ROOT,
                    "%-34s [%s%s] %3.0f%%",
                    what,
                    "#".repeat(full),
                    ".".repeat(BAR - full),
                    bounded * 100));
            below.forEach(out::println);
            drawn = 1 + below.size();
        } else {
            int tenth = (int) (bounded * 10);
            if (tenth / 5 != lastTenth / 5 || lastTenth < 0) {
                out.println(String.format(Locale.ROOT, "%-34s %3.0f%%", what, bounded * 100));
            }
            lastTenth = tenth;
        }
        out.flush();
    }

    /** Leaves what is shown and goes on below it. */
    void done() {
        drawn = 0;
        lastTenth = -1;
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
        }
    }
}
