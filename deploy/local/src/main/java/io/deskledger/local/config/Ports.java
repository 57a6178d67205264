package io.deskledger.local.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Where each part listens; only the API's port is the user's choice, the others give way to what is taken. */
public record Ports(int api, int audit, int analytics, int postgres, int kafka, int kafkaController) {

    // Below the range that systems take outgoing ports from: a client that calls a port of that range while its
    // server is away can connect to itself, and so keep the server from coming back.
    private static final int FIRST_SPARE = 20_000;
    private static final int LAST_SPARE = 32_000;
    private static final int OF_A_FOLDER = 5;
    private static final int TRIES = 1_000;

    /**
     * Picks ports that are free now, or says that the API's is not. The others follow from the data folder: with one
     * port for all, two installations that start at once would both take it for free, and the services of one whose
     * broker is away for a moment would find another's there, and give it their events.
     */
    public static Ports choose(int api, Path data) {
        if (!free(api)) {
            throw new LauncherException(
                    "Port %d is taken by another program. Choose another, for example: DESKLEDGER_PORT=%d ./deskledger"
                            .formatted(api, api < 65_000 ? api + 1_000 : 8080));
        }
        Set<Integer> given = new HashSet<>(Set.of(api));
        int folders = (LAST_SPARE - FIRST_SPARE) / OF_A_FOLDER;
        int first = FIRST_SPARE
                + OF_A_FOLDER
                        * Math.floorMod(
                                data.toAbsolutePath().normalize().toString().hashCode(), folders);
        return new Ports(
                api,
                pick(first, given),
                pick(first + 1, given),
                pick(first + 2, given),
                pick(first + 3, given),
                pick(first + 4, given));
    }

    /** One more, for what runs beside for a while. */
    public int spare() {
        return pick(
                ThreadLocalRandom.current().nextInt(FIRST_SPARE, LAST_SPARE),
                new HashSet<>(Set.of(api, audit, analytics, postgres, kafka, kafkaController)));
    }

    private static int pick(int preferred, Set<Integer> given) {
        int candidate = preferred;
        for (int i = 0; i < TRIES; i++) {
            if (!given.contains(candidate) && free(candidate)) {
                given.add(candidate);
                return candidate;
            }
            candidate = ThreadLocalRandom.current().nextInt(FIRST_SPARE, LAST_SPARE);
        }
        throw new LauncherException("No free port was found between %d and %d.".formatted(FIRST_SPARE, LAST_SPARE));
    }

    private static boolean free(int port) {
        return bindable(new InetSocketAddress(port))
                && bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean bindable(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections of an earlier run that linger in TIME_WAIT are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
