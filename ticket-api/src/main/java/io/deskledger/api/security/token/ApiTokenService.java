package io.deskledger.api.security.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Secrets;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.UserEvent;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes and revokes the tokens of a user; each time the user leaves an event that holds no secret. */
@Singleton
public class ApiTokenService {

    private static final int MAX_TOKENS = 50;

    private final ApiTokenRepository tokens;
    private final Outbox outbox;
    private final Clock clock;

    ApiTokenService(ApiTokenRepository tokens, Outbox outbox, Clock clock) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public IssuedToken create(NewApiToken request, Caller caller) {
        Instant now = clock.instant();
        EventHeader header = header(caller, now);
        if (tokens.count(caller.id()) >= MAX_TOKENS) {
            throw new ProblemException.Conflict(
                    "You have " + MAX_TOKENS + " API tokens, the most there may be; delete one first");
        }
        String secret = ApiTokens.PREFIX + Secrets.random();
        ApiToken token = tokens.insert(caller.id(), request, Secrets.hash(secret), now);
        outbox.append(new UserEvent.TokenCreated(header, Map.of("api_token", FieldChange.added(told(token)))));
        return IssuedToken.of(token, secret);
    }

    @Connectable
    public List<ApiToken> page(long afterId, int limit, Caller caller) {
        return tokens.page(caller.id(), afterId, limit);
    }

    @Transactional
    public void revoke(long id, Caller caller) {
        EventHeader header = header(caller, clock.instant());
        ApiToken token = tokens.delete(id, caller.id())
                .orElseThrow(() -> new ProblemException.NotFound("There is no such API token"));
        outbox.append(new UserEvent.TokenRevoked(
                header, Map.of("api_token", new FieldChange(told(token), NullNode.instance))));
    }

    private EventHeader header(Caller caller, Instant now) {
        long version = tokens.nextUserVersion(caller.id());
        return new EventHeader(EventIds.next(), now, caller.id(), version, caller.actor(), caller.origin());
    }

    private static ObjectNode told(ApiToken token) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("id", token.id());
        told.put("name", token.name());
        token.scopes().forEach(told.putArray("scopes")::add);
        told.put("expires_at", token.expiresAt().toString());
        return told;
    }
}
