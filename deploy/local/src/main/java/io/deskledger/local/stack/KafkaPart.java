package io.deskledger.local.stack;

import io.deskledger.embedded.KafkaMain;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Ports;
import io.deskledger.local.process.ChildProcess;
import io.deskledger.local.process.RunningPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The embedded Kafka broker. */
final class KafkaPart implements Part {

    static final String NAME = "kafka";

    private final DataFolder data;
    private final Ports ports;
    private final Path launcherJar;
    private final Map<String, String> environment;

    KafkaPart(DataFolder data, Ports ports, Path launcherJar, Map<String, String> environment) {
        this.data = data;
        this.ports = ports;
        this.launcherJar = launcherJar;
        this.environment = environment;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return ports.kafka();
    }

    @Override
    public RunningPart start() throws IOException {
        List<String> command = new ArrayList<>(Jvm.KAFKA.command());
        command.addAll(Jvm.KAFKA.archive(launcherJar, data));
        command.addAll(List.of("-cp", launcherJar.toString(), KafkaMain.class.getName()));
        command.addAll(List.of("--data", data.kafka().toString()));
        command.addAll(List.of("--port", Integer.toString(ports.kafka())));
        command.addAll(List.of("--controller-port", Integer.toString(ports.kafkaController())));
        return ChildProcess.start(command, environment, data.log(NAME));
    }

    @Override
    public boolean ready() {
        return Probe.accepts("127.0.0.1", ports.kafka());
    }
}
