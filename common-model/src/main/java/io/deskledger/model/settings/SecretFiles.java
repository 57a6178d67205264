package io.deskledger.model.settings;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets that the environment names a file for: {@code DESKLEDGER_JWT_SECRET_FILE} stands for
 * {@code DESKLEDGER_JWT_SECRET}. An environment is seen by whoever may look at a container; a file by who may read it.
 */
public final class SecretFiles {

    /** What may come from a file. */
    public static final List<String> SECRETS = List.of(
            "DESKLEDGER_ADMIN_PASSWORD",
            "DESKLEDGER_DB_ADMIN_PASSWORD",
            "DESKLEDGER_DB_ANALYTICS_PASSWORD",
            "DESKLEDGER_DB_API_PASSWORD",
            "DESKLEDGER_DB_AUDIT_PASSWORD",
            "DESKLEDGER_DB_OWNER_PASSWORD",
            "DESKLEDGER_DB_PASSWORD",
            "DESKLEDGER_DB_READ_PASSWORD",
            "DESKLEDGER_JWT_SECRET",
            "DESKLEDGER_METRICS_TOKEN",
            "DESKLEDGER_S3_ACCESS_KEY",
            "DESKLEDGER_S3_SECRET_KEY",
            "DESKLEDGER_WEBHOOK_KEY");

    private static final String SUFFIX = "_FILE";

    private SecretFiles() {}

    /**
     * The secrets that are in files, by the names of the variables that they stand for; a line break at the end of a
     * file is none of the secret's.
     *
     * @throws IllegalArgumentException where a secret is given in both ways or its file is empty
     * @throws UncheckedIOException where a file can't be read
     */
    public static Map<String, Object> read(Map<String, String> environment) {
        Map<String, Object> secrets = new TreeMap<>();
        for (String name : SECRETS) {
            String file = environment.getOrDefault(name + SUFFIX, "");
            if (!file.isBlank()) {
                if (!environment.getOrDefault(name, "").isEmpty()) {
                    throw new IllegalArgumentException("%s and %s%s are both set".formatted(name, name, SUFFIX));
                }
                secrets.put(name, content(name, file));
            }
        }
        return secrets;
    }

    private static String content(String name, String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            if (content.isEmpty()) {
                throw new IllegalArgumentException("%s%s: %s is empty".formatted(name, SUFFIX, file));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("%s%s: %s can't be read".formatted(name, SUFFIX, file), e);
        }
    }
}
