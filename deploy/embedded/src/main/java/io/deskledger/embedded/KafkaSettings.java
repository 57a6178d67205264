package io.deskledger.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The broker's settings: one node that is broker and controller, small enough for a laptop. */
final class KafkaSettings {

    static final int NODE_ID = 1;

    private static final String MIB = "1048576";

    private KafkaSettings() {}

    static Map<String, String> of(Path data, KafkaListeners listeners) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(node(data, listeners));
        settings.putAll(listeners.settings());
        settings.putAll(topics());
        settings.putAll(footprint());
        return settings;
    }

    private static Map<String, String> node(Path data, KafkaListeners listeners) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + LoopbackPorts.HOST + ":" + listeners.controllerPort(),
                "log.dirs",
                data.toString(),
                // A killed broker's successor is refused until the session of the killed one has run out.
                "broker.session.timeout.ms",
                "3000",
                "broker.heartbeat.interval.ms",
                "500");
    }

    /**
     * One replica of everything, so an acknowledgement means "in this broker's log". No flush is forced: what the
     * broker has written is in the page cache and outlives the death of the process, though not the loss of power.
     */
    private static Map<String, String> topics() {
        return Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "5",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "log.flush.interval.messages", Long.toString(Long.MAX_VALUE),
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> footprint() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.threads", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.segment.bytes", "67108864",
                "log.index.size.max.bytes", MIB,
                "socket.send.buffer.bytes", MIB,
                "socket.receive.buffer.bytes", MIB,
                "queued.max.requests", "64");
    }
}
