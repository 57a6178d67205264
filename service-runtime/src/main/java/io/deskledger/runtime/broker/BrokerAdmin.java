package io.deskledger.runtime.broker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/**
 * Asks the broker a few questions within one time limit, closing included. {@link Admin#close()} has none: with a
 * broker that holds its connections and answers nothing, it waits until that goes on or goes away.
 */
public final class BrokerAdmin implements AutoCloseable {

    private final Admin admin;
    private final long deadline;

    private BrokerAdmin(Admin admin, long deadline) {
        this.admin = admin;
        this.deadline = deadline;
    }

    /**
     * Connects in the background.
     *
     * @param limit for all questions together
     * @throws KafkaException where no address of a broker can be resolved
     */
    public static BrokerAdmin open(BrokerConnection broker, Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        return new BrokerAdmin(
                Admin.create(broker.with(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis))),
                System.nanoTime() + limit.toNanos());
    }

    /**
     * Waits for the answer, at most for what is left of the limit.
     *
     * @throws ExecutionException with what the broker answered instead
     * @throws TimeoutException where it did not answer in time
     */
    public <T> T ask(Function<Admin, KafkaFuture<T>> question)
            throws ExecutionException, TimeoutException, InterruptedException {
        long left = Math.max(0, deadline - System.nanoTime());
        return question.apply(admin).get(left, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
