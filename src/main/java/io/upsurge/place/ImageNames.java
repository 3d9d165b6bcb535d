package io.upsurge.place;

import io.upsurge.model.Version;

/** Reads the names of images. */
final class ImageNames {
    private static final String HASH = "sha256:";

    private ImageNames() {}

    /**
     * The version of a container. The tag is that of the specification, for the status may name another tag of the same
     * image; the digest is the one that was started. A bare hash names an image that was never in a registry, and counts only
     * where there is no other name.
     *
     * @param image image of the specification, such as {@code registry:5000/agent:v2} or {@code agent@sha256:...}
     * @param imageId image of the status, such as {@code docker-pullable://registry:5000/agent@sha256:...}
     * @param revision hash of the ControllerRevision; empty where unknown
     */
    static Version version(String image, String imageId, String revision) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        String digest = digest(imageId).isEmpty() ? digest(image) : digest(imageId);
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

    private static String digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }
}
