package io.deskledger.embedded;

import io.deskledger.model.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics of {@link Topics}. */
public final class KafkaTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private KafkaTopics() {}

    /** At a broker that lets in whoever comes. */
    public static void ensure(String bootstrapServers) {
        ensure(new KafkaAccess(bootstrapServers, Map.of()));
    }

    /** Creates the topics that are missing, ready to be used on return; those that exist stay as they are. */
    public static void ensure(KafkaAccess kafka) {
        try (Admin admin = Admin.create(kafka.configuration())) {
            int brokers = admin.describeCluster().nodes().get().size();
            create(admin, topic(Topics.CHANGES, brokers));
            create(admin, topic(Topics.CHANGES_DEAD_LETTERS, brokers));
            awaitKnown(admin);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException(
                    "The topics could not be made at " + kafka.bootstrapServers() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while making the topics at " + kafka.bootstrapServers(), e);
        }
    }

    private static NewTopic topic(String name, int brokers) {
        return new NewTopic(name, Topics.PARTITIONS, Topics.replicas(brokers))
                .configs(Topics.configuration(name, brokers));
    }

    /** A broker learns of a new topic a moment after the controller has made it. */
    private static void awaitKnown(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.describeTopics(List.of(Topics.CHANGES, Topics.CHANGES_DEAD_LETTERS))
                        .allTopicNames()
                        .get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
