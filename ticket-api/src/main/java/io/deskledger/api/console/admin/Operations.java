package io.deskledger.api.console.admin;

import io.deskledger.api.deadletter.DeadLetter;
import io.deskledger.api.deadletter.DeadLetters;
import io.deskledger.api.imports.ImportLoop;
import io.deskledger.api.imports.ImportQueries;
import io.deskledger.api.imports.ImportUploads;
import io.deskledger.api.imports.ImportView;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What administrators have done for them. */
@Singleton
final class Operations {

    static final int SHOWN = 50;

    private final ImportUploads uploads;
    private final ImportQueries imports;
    private final ImportLoop loop;
    private final DeadLetters letters;

    Operations(ImportUploads uploads, ImportQueries imports, ImportLoop loop, DeadLetters letters) {
        this.uploads = uploads;
        this.imports = imports;
        this.loop = loop;
        this.letters = letters;
    }

    /** The latest before that one, the latest first, and one more where there are more. */
    List<ImportView> imports(long before) {
        return imports.before(before, SHOWN + 1);
    }

    /** One of them with the lines that were refused, the first 1,000. */
    ImportView findImport(long id) {
        return imports.find(id).orElseThrow(() -> new ProblemException.NotFound("There is no such import"));
    }

    void receive(InputStream file, Caller caller) throws IOException {
        uploads.receive(file, caller);
        loop.wake();
    }

    /** Those behind that one, or the first, and one more where there are more. */
    List<DeadLetter> letters(String after, Caller caller) {
        return letters.behind(after, SHOWN + 1, caller);
    }

    void replay(String id, Caller caller) {
        letters.replay(id, caller);
    }
}
