package io.deskledger.local.config;

import io.deskledger.model.chain.CheckpointPem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the audit log's checkpoints and the keys that sign them are, unless the environment names other places. */
public final class CheckpointPlaces {

    /** The file of checkpoints. */
    public static final String FILE = "DESKLEDGER_AUDIT_CHECKPOINT_FILE";

    /** The file of the private key. */
    public static final String KEY = "DESKLEDGER_AUDIT_CHECKPOINT_KEY_FILE";

    /** The file of the public key. */
    public static final String PUBLIC_KEY = "DESKLEDGER_AUDIT_CHECKPOINT_PUBLIC_KEY_FILE";

    private final DataFolder data;
    private final Secrets secrets;

    public CheckpointPlaces(DataFolder data, Secrets secrets) {
        this.data = data;
        this.secrets = secrets;
    }

    /** Makes the key pair where there is none yet. */
    public void prepare() {
        String pair = secrets.get(Secrets.Name.CHECKPOINT_KEY);
        Path file = publicKey();
        try {
            if (!Files.exists(file)) {
                Files.writeString(
                        file, CheckpointPem.write(CheckpointPem.signer(pair).publicKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For who writes checkpoints. */
    public void signing(Map<String, String> environment) {
        if (environment.containsKey(KEY)) {
            return;
        }
        environment.put(KEY, secrets.file(Secrets.Name.CHECKPOINT_KEY).toString());
        environment.putIfAbsent(FILE, file().toString());
    }

    /** For who checks them. */
    public void checking(Map<String, String> environment) {
        if (!environment.containsKey(KEY)) {
            environment.putIfAbsent(PUBLIC_KEY, publicKey().toString());
            environment.putIfAbsent(FILE, file().toString());
        }
    }

    private Path publicKey() {
        return data.checkpoints().resolve("public-key.pem");
    }

    private Path file() {
        return data.checkpoints().resolve("checkpoints.ndjson");
    }
}
