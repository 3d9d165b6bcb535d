package io.upsurge.ingest.watch;

import io.upsurge.model.Version;

/** Reads the names of images. */
final class ImageVersion {
    private ImageVersion() {}

    /**
     * The version of a container.
     *
     * <p>The tag is that of the specification: the status may name another tag of the same image. The digest is the one that
     * was started; an image that was never in a registry has an id but no digest.
     *
     * @param image image of the specification, such as {@code registry:5000/agent:v2} or {@code agent@sha256:...}
     * @param imageId image of the status, such as {@code registry:5000/agent@sha256:...}; empty where unknown
     * @param revision hash of the ControllerRevision; empty where unknown
     */
    static Version of(String image, String imageId, String revision) {
        String digest = digest(imageId);
        String name = beforeDigest(image);
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        return new Version(
                tagged ? name.substring(0, colon) : name,
                tagged ? name.substring(colon + 1) : "",
                digest.isEmpty() ? digest(image) : digest,
                revision);
    }

    private static String beforeDigest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }

    private static String digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }
}
