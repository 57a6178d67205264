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
        List<String> command = new ArrayList<>(service.jvm().command(data));
        command.addAll(List.of("-jar", jar.toString()));
        return ChildProcess.start(command, environment, data.log(name()));
    }

    @Override
    public boolean ready() {
        return Probe.healthy(base);
    }
}
