package io.upsurge.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address of the registry.
 *
 * @param base its URL without user info and without a slash at the end
 * @param authorization what it wants to see; empty for nothing
 */
record RegistryEndpoint(String base, Optional<Authorization> authorization) {

    /**
     * Reads addresses separated by commas. User info within one ({@code http://user:password@host}) is its basic
     * authentication.
     *
     * @throws IllegalArgumentException if one is not an HTTP URL
     */
    static List<RegistryEndpoint> parse(String urls, Optional<Authorization> authorization) {
        List<RegistryEndpoint> endpoints = new ArrayList<>();
        for (String part : urls.split(",", -1)) {
            endpoints.add(one(part.strip(), authorization));
        }
        return List.copyOf(endpoints);
    }

    private static RegistryEndpoint one(String text, Optional<Authorization> authorization) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The exception shows the text, which may hold a password.
            throw notHttp(e.getReason());
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw notHttp("scheme or host is missing");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String base = uri.getScheme() + "://" + uri.getHost() + port + path;
        Optional<Authorization> own = Optional.ofNullable(uri.getUserInfo()).map(Authorization::basic);
        return new RegistryEndpoint(base, own.or(() -> authorization));
    }

    private static IllegalArgumentException notHttp(String why) {
        return new IllegalArgumentException("schema.registry.url must be http://host:port or https://host:port, several"
                + " separated by commas, or mock://name: " + why);
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }
}
