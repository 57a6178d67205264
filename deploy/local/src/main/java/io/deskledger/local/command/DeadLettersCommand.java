package io.deskledger.local.command;

import io.deskledger.local.api.ApiClient;
import io.deskledger.local.api.DeadLetter;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import io.deskledger.local.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Shows what could not be audited, and puts it back once the reason is mended. */
public final class DeadLettersCommand {

    private static final int SHOWN_REASON = 160;

    private final DataFolder data;
    private final PrintStream out;

    public DeadLettersCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
        this.out = System.out;
    }

    /**
     * Answers the exit code.
     *
     * @param replayed ids of those to put back; with none, all are listed
     */
    public int run(List<String> replayed) throws IOException, InterruptedException {
        String address = new Installation(data).requireAddress();
        ApiClient api = new ApiClient(address, Demo.ADMIN, new Secrets(data).get(Secrets.Name.DEMO_PASSWORD));
        if (replayed.isEmpty()) {
            List<DeadLetter> letters = api.deadLetters();
            letters.forEach(this::show);
            out.printf("%,d dead letters%n", letters.size());
            return 0;
        }
        for (String id : replayed) {
            api.replay(id);
            out.println("Put back " + id);
        }
        out.println("What still can't be audited will be among the dead letters anew.");
        return 0;
    }

    private void show(DeadLetter letter) {
        String reason = letter.reason().replaceAll("\\p{Cntrl}+", " ");
        out.printf(
                "%-8s %s %s%s%n",
                letter.id(),
                letter.parkedAt(),
                reason.substring(0, Math.min(reason.length(), SHOWN_REASON)),
                letter.replayable() ? "" : " (can't be put back)");
    }
}
