package io.upsurge.deliver;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names the rules of what a sink is told, so that a change of them is noticed. */
final class RulesName {
    private RulesName() {}

    /** A short name: other rules have another one. */
    static String of(Routing routing, Updates updates) {
        CRC32 sum = new CRC32();
        String verdicts =
                routing.verdicts().stream().map(Enum::name).sorted().toList().toString();
        String text = String.join(
                "|",
                routing.minLevel().name(),
                verdicts,
                routing.clusters().patterns().toString(),
                routing.namespaces().patterns().toString(),
                routing.daemonsets().patterns().toString(),
                routing.signals().patterns().toString(),
                updates.name());
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
