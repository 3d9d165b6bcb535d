package io.upsurge.app.tail;

import io.upsurge.model.RolloutFact;
import io.upsurge.words.Figures;
import io.upsurge.words.OneLine;

/** A roll-out fact in one line. */
public final class RolloutText implements Printer<RolloutFact> {

    @Override
    public String print(RolloutFact fact) {
        StringBuilder line = new StringBuilder(Figures.instant(fact.sinceMs()));
        line.append(' ').append(fact.workload().key()).append(" on ").append(fact.node());
        appendUnlessEmpty(line, " in ", fact.zone());
        line.append(" runs ").append(fact.version().id());
        appendUnlessEmpty(line, ", image ", fact.version().image());
        appendUnlessEmpty(line, ", digest ", fact.version().digest());
        appendUnlessEmpty(line, ", pod ", fact.podUid());
        line.append(", observed ").append(Figures.instant(fact.observedAtMs()));
        appendUnlessEmpty(line, " by ", fact.source());
        appendUnlessEmpty(line, ", differs in ", String.join("; ", fact.differences()));
        return OneLine.of(line.toString());
    }

    private static void appendUnlessEmpty(StringBuilder line, String what, String text) {
        if (!text.isEmpty()) {
            line.append(what).append(text);
        }
    }
}
