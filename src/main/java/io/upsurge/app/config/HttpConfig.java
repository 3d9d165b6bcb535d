package io.upsurge.app.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The HTTP server that tells of the process itself.
 *
 * @param enabled whether there is one
 * @param listen address to listen at, {@code host:port}
 * @param open whether readers on other machines need no credentials
 * @param bearerToken token that readers must bring
 * @param user user that readers must name
 * @param password password that they must bring
 * @param tlsCertificate PEM file with the certificates; together with the key, or both empty for plain HTTP
 * @param tlsKey PEM file with the key
 * @param headerTimeoutMs how long the header of a request may take, milliseconds
 * @param idleTimeoutMs after how long without a byte a connection is closed, milliseconds
 * @param maxConnections most open connections
 * @param historyMs how far back the API shows rates, milliseconds
 * @param advertised address under which the other instances of the pipeline reach this one, {@code host:port}; empty for the
 *     one it listens at
 */
public record HttpConfig(
        boolean enabled,
        String listen,
        boolean open,
        Optional<String> bearerToken,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        long headerTimeoutMs,
        long idleTimeoutMs,
        int maxConnections,
        long historyMs,
        Optional<String> advertised) {

    /** Host to listen at, without brackets. */
    public String host() {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Port to listen at; 0 for any free one. */
    public int port() {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }

    /** Whether only this machine can reach it, as far as the address shows. */
    public boolean isLoopback() {
        return host().equals("localhost") || host().equals("::1") || host().matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "HttpConfig[enabled=" + enabled + ", listen=" + listen + ']';
    }
}
