package io.deskledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ports of the loopback interface, the only one the embedded servers listen on. */
final class LoopbackPorts {

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private LoopbackPorts() {}

    /** A port that nobody listens on, outside the range the system takes outgoing connections' ports from. */
    static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = bind(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                LOG.debug("Port {} is taken, trying another", port, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The given port once it is known to be free, or any free one for 0. */
    static int require(int port, String server) {
        if (port == 0) {
            return free();
        }
        try (ServerSocket socket = bind(port)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException("Port " + port + " for " + server + " is taken: " + e.getMessage(), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
