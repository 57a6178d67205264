package io.deskledger.local.config;

import io.deskledger.model.chain.CheckpointPem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Passwords and keys of one installation, made once and kept in files of their own. */
public final class Secrets {

    /** What a secret is for; the file bears its name. */
    public enum Name {
        OWNER_PASSWORD,
        API_PASSWORD,
        AUDIT_PASSWORD,
        ANALYTICS_PASSWORD,
        JWT_SECRET,
        DEMO_PASSWORD,
        CHECKPOINT_KEY;

        private String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int BYTES = 36;
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public Secrets(DataFolder data) {
        this.folder = data.secrets();
    }

    /** The secret, made at the first asking. */
    public String get(Name name) {
        return find(name).orElseGet(() -> {
            String made = switch (name) {
                case DEMO_PASSWORD -> readable();
                case CHECKPOINT_KEY -> CheckpointPem.generate().strip();
                default -> unreadable();
            };
            put(name, made);
            return made;
        });
    }

    /** Where the secret is kept, for a process that reads it by itself. */
    public Path file(Name name) {
        return folder.resolve(name.file());
    }

    public Optional<String> find(Name name) {
        Path file = folder.resolve(name.file());
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void put(Name name, String value) {
        try {
            DataFolder.writePrivate(folder.resolve(name.file()), value + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String unreadable() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 79 bits in a form that a person can type. */
    private String readable() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            password.append(group == 0 ? "" : "-");
            for (int i = 0; i < GROUP_LENGTH; i++) {
                password.append(READABLE.charAt(random.nextInt(READABLE.length())));
            }
        }
        return password.toString();
    }
}
