package io.upsurge.app.config;

/**
 * One thing that is wrong with the configuration. Its texts hold no secrets.
 *
 * @param origin where it is wrong
 * @param path the key; empty if the file as a whole is meant
 * @param value the value as written; empty if there is none
 * @param why what is wrong
 * @param allowed what is allowed instead; empty if that does not help
 * @param nearest the known key that is most like an unknown one; empty if none is
 */
public record Problem(Origin origin, String path, String value, String why, String allowed, String nearest) {

    /** A problem of a value, hidden if it is secret. */
    static Problem ofValue(Setting setting, String why, String allowed) {
        return new Problem(setting.origin(), setting.path(), setting.shownText(), why, allowed, "");
    }

    /** A problem of a place. */
    static Problem at(Origin origin, String path, String why, String allowed) {
        return new Problem(origin, path, "", why, allowed, "");
    }

    /** A key that is not known. */
    static Problem unknown(Origin origin, String path, String nearest) {
        return new Problem(origin, path, "", "unknown key", "", nearest);
    }

    /** One line: where, key, value, why, what is allowed, what may have been meant. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(origin.toString());
        if (!path.isEmpty()) {
            text.append(": ").append(path);
        }
        if (!value.isEmpty()) {
            text.append(" = ").append(value);
        }
        text.append(": ").append(why);
        if (!allowed.isEmpty()) {
            text.append("; allowed: ").append(allowed);
        }
        if (!nearest.isEmpty()) {
            text.append("; did you mean ").append(nearest).append('?');
        }
        return text.toString();
    }
}
