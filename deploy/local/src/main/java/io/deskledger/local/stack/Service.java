package io.deskledger.local.stack;

import io.deskledger.local.config.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services, each an artefact of its own. */
public enum Service {
    TICKET_API("ticket-api", Jvm.TICKET_API),
    AUDIT_CONSUMER("audit-consumer", Jvm.AUDIT_CONSUMER),
    ANALYTICS_WORKER("analytics-worker", Jvm.ANALYTICS_WORKER);

    private final String artifact;
    private final Jvm jvm;

    Service(String artifact, Jvm jvm) {
        this.artifact = artifact;
        this.jvm = jvm;
    }

    /** The name of the module, the process and the log. */
    public String artifact() {
        return artifact;
    }

    Jvm jvm() {
        return jvm;
    }

    /** Finds the built artefact in the checkout. */
    public Path jar(Path home) {
        return jar(home.resolve(artifact), artifact);
    }

    static Path jar(Path module, String artifact) {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            List<Path> jars = files.filter(file -> file.getFileName()
                            .toString()
                            .matches(artifact + "-[0-9][^/]*(?<!-sources|-javadoc|-tests)\\.jar"))
                    .toList();
            if (jars.size() == 1) {
                return jars.getFirst();
            }
            throw new LauncherException(
                    jars.isEmpty()
                            ? "%s is not built. Run ./deskledger or ./mvnw package.".formatted(artifact)
                            : "There are several builds of %s: %s. Run ./mvnw clean.".formatted(artifact, jars));
        } catch (IOException e) {
            throw new LauncherException("%s is not built. Run ./deskledger or ./mvnw package.".formatted(artifact), e);
        }
    }
}
