package io.deskledger.local.stack;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.process.ChildProcess;
import io.deskledger.local.process.RunningPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of our services, run from the artefact that ships. */
record ServicePart(Service service, String base, Path jar, DataFolder data, Map<String, String> environment)
        implements Part {

    @Override
    public String name() {
        return service.artifact();
    }

    @Override
    public int port() {
        return URI.create(base).getPort();
    }

    @Override
    public RunningPart start() throws IOException {
        List<String> kept = service == Service.TICKET_API
                ? cache().options()
                : service.jvm().archive(jar, data);
        return ChildProcess.start(command(kept), environment, data.log(name()));
    }

    /** @param options of the JVM, on top of those that it always has */
    List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(service.jvm().command());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    StartCache cache() {
        return StartCache.of(jar, service.jvm().command());
    }

    @Override
    public boolean ready() {
        return Probe.healthy(base);
    }
}
