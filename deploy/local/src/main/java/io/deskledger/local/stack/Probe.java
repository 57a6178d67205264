package io.deskledger.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks a part whether it is of use. */
public final class Probe {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 3_000;

    private Probe() {}

    /** Whether someone listens there. */
    public static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a service says of itself that it is ready. */
    public static boolean healthy(String base) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base + "/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
