package io.deskledger.api.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a verification is done.
 *
 * @param limit how long one runs before it answers what it has checked so far
 * @param checkpointFiles files of checkpoints; none to take those that the database has
 * @param publicKeyFiles the public keys that checkpoints are trusted by, in PEM; none to do without checkpoints
 */
@ConfigurationProperties("deskledger.audit.verify")
record VerifySettings(
        Duration limit,
        @Nullable List<String> checkpointFiles,
        @Nullable List<String> publicKeyFiles) {

    List<File> checkpoints() {
        return files(checkpointFiles);
    }

    List<File> publicKeys() {
        return files(publicKeyFiles);
    }

    private static List<File> files(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream().filter(name -> !name.isBlank()).map(File::new).toList();
    }
}
