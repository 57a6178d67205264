package io.deskledger.api.deadletter;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.SealedKeys;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import java.util.Optional;

/** What could not be audited. */
@Controller("/api/v1/audit/dead-letters")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLetterController {

    private static final String LIST = "dead-letters";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @Get
    Page<DeadLetter> list(QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        LetterId after =
                query.cursor(LIST, keys -> keys.size() == 1 ? LetterId.parse(keys.getFirst()) : Optional.empty());
        query.check();
        List<DeadLetter> found = letters.from(after == null ? LetterId.FIRST : after.next(), limit + 1, caller);
        return Page.of(found, limit, last -> SealedKeys.seal(LIST, List.of(last.id())), null);
    }

    /** The letter with its bytes and headers. */
    @Get("/{id}")
    DeadLetterContent get(String id, Caller caller) {
        return letters.content(id, caller);
    }

    /** Puts it back where it came from; doing so again does no harm, as no event is audited twice. */
    @Post("/{id}/replay")
    DeadLetter replay(String id, Caller caller) {
        return letters.replay(id, caller);
    }
}
