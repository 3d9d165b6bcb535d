package io.upsurge.detect.rule;

import io.upsurge.pack.OtherSettingsException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Locale;

/** Stands before what a judge remembers, so that no other kind of judge takes it for its own. */
enum RuleMark {
    MULTIPLE,
    SEQUENTIAL;

    void write(Packer out) {
        out.number(ordinal());
    }

    /** Throws {@link OtherSettingsException} where another kind of judge wrote what follows. */
    void read(Unpacker in) {
        if (in.number() != ordinal()) {
            throw new OtherSettingsException("what a judge remembers was written under another rule.mode than "
                    + name().toLowerCase(Locale.ROOT));
        }
    }
}
