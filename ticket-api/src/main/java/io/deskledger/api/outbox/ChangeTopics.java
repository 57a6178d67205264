package io.deskledger.api.outbox;

import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerAdmin;
import io.deskledger.runtime.broker.BrokerConnection;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics where nobody has yet: at the start, and whenever a sender is opened, since a broker that does not
 * take events may be a new one that has no topics. Goes on trying in the background, so that Kafka may come later.
 */
@Singleton
final class ChangeTopics implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final BrokerConnection kafka;
    private final RelaySettings relay;
    private final Semaphore wanted = new Semaphore(1);
    private @Nullable Thread thread;

    ChangeTopics(BrokerConnection kafka, RelaySettings relay) {
        this.kafka = kafka;
        this.relay = relay;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (relay.enabled()) {
            thread = Thread.ofVirtual().name("change-topics").start(this::keepTrying);
        }
    }

    /** Has them made in the background where they are not there. */
    void makeSoon() {
        wanted.release();
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void keepTrying() {
        try {
            while (true) {
                wanted.acquire();
                wanted.drainPermits();
                while (!tryOnce()) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryOnce() throws InterruptedException {
        try (BrokerAdmin broker = BrokerAdmin.open(kafka, LIMIT)) {
            int brokers = broker.ask(admin -> admin.describeCluster().nodes()).size();
            make(broker, topic(Topics.CHANGES, brokers));
            make(broker, topic(Topics.CHANGES_DEAD_LETTERS, brokers));
            allowLargeEvents(broker);
            return true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("The topics could not be made yet: {}", e.toString());
            return false;
        }
    }

    private static void make(BrokerAdmin broker, NewTopic topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            broker.ask(admin -> admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** Whoever made the topics may not have known how large an event can be. */
    private static void allowLargeEvents(BrokerAdmin broker)
            throws ExecutionException, TimeoutException, InterruptedException {
        AlterConfigOp allow = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.MAX_EVENT_BYTES)),
                AlterConfigOp.OpType.SET);
        broker.ask(admin -> admin.incrementalAlterConfigs(Map.of(
                        resource(Topics.CHANGES), List.of(allow),
                        resource(Topics.CHANGES_DEAD_LETTERS), List.of(allow)))
                .all());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static NewTopic topic(String name, int brokers) {
        return new NewTopic(name, Topics.PARTITIONS, Topics.replicas(brokers))
                .configs(Topics.configuration(name, brokers));
    }
}
