package io.upsurge.model;

/**
 * What a container runs. Each part is empty where its source does not know it.
 *
 * @param image repository without tag and digest, for the reader only
 * @param tag image tag, for instance {@code v1.16.3-eksbuild.2}
 * @param digest image digest, {@code sha256:...}
 * @param revision hash of the ControllerRevision; the same image under a new one is a configuration roll-out
 */
public record Version(String image, String tag, String digest, String revision) {

    private static final String HASH = "sha256:";

    /** The version of a node for which no roll-out fact is known. */
    public static final Version UNKNOWN = new Version("", "", "", "");

    /** A version known by its tag alone. */
    public static Version ofTag(String tag) {
        return new Version("", tag, "", "");
    }

    /**
     * The version of a container by the names of its image. The tag is that of the specification, for the status may name
     * another tag of the same image; the digest is the one that was started. A bare hash names an image that was never in a
     * registry, and counts only where there is no other name.
     *
     * @param image image of the specification, such as {@code registry:5000/agent:v2} or {@code agent@sha256:...}
     * @param imageId image of the status, such as {@code docker-pullable://registry:5000/agent@sha256:...}; empty where
     *     unknown
     * @param revision hash of the ControllerRevision; empty where unknown
     */
    public static Version ofImage(String image, String imageId, String revision) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        String digest = digestOf(imageId).isEmpty() ? digestOf(image) : digestOf(imageId);
        if (name.startsWith(HASH)) {
            return new Version("", "", digest.isEmpty() ? name : digest, revision);
        }
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        String tag = tagged ? name.substring(colon + 1) : "";
        if (tag.isEmpty() && digest.isEmpty() && imageId.startsWith(HASH)) {
            digest = imageId;
        }
        return new Version(tagged ? name.substring(0, colon) : name, tag, digest, revision);
    }

    private static String digestOf(String image) {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }

    /**
     * Whether both may be the same version: every part that both know is equal. Sources differ in what they know, and a
     * node must not seem to be upgraded because a second source says less than the first.
     */
    public boolean agreesWith(Version other) {
        return agree(tag, other.tag) && agree(digest, other.digest) && agree(revision, other.revision);
    }

    private static boolean agree(String mine, String theirs) {
        return mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs);
    }

    /**
     * The name under which nodes of this version are put together: the tag, or the short digest where there is no tag,
     * followed by {@code #revision} where the revision is known; {@code unknown} without any of them.
     */
    public String id() {
        String name = !tag.isEmpty() ? tag : shortDigest();
        if (revision.isEmpty()) {
            return name.isEmpty() ? "unknown" : name;
        }
        return name + '#' + revision;
    }

    private String shortDigest() {
        int hash = digest.indexOf(':') + 1;
        return digest.substring(0, Math.min(digest.length(), hash + 12));
    }
}
