package io.upsurge.app.doctor.look;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether anybody listens at an address. */
public final class Wire {
    private static final int PATIENCE_MS = 2_000;

    private Wire() {}

    /**
     * Why no connection can be made; empty if one can.
     *
     * @param address {@code host:port}
     */
    public static Optional<String> obstacle(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
        try (Socket socket = new Socket()) {
            InetSocketAddress where = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
            socket.connect(where, PATIENCE_MS);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("no host " + host + " is known here");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.of("is not host:port");
        }
    }
}
