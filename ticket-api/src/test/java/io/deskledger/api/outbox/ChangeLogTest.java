package io.deskledger.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.runtime.broker.BrokerConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChangeLogTest {

    @Test
    void aBrokerThatHoldsTheConnectionAndSaysNothingIsNotWaitedFor() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long started = System.nanoTime();
            assertThat(at("127.0.0.1:" + frozen.getLocalPort()).ends()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aBrokerWhoseNameIsUnknownIsAway() {
        assertThat(at("broker.invalid:9092").ends()).isEmpty();
    }

    private static ChangeLog at(String bootstrapServers) {
        return new ChangeLog(new BrokerConnection(bootstrapServers, ""));
    }
}
