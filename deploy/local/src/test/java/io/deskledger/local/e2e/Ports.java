package io.deskledger.local.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for tests that start a whole system. */
final class Ports {

    private Ports() {}

    /** Below what systems take outgoing ports from, or a client could be on it while the API is away. */
    static int free() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(candidate)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken, so another
            }
        }
    }
}
