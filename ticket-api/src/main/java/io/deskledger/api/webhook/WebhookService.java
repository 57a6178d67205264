package io.deskledger.api.webhook;

import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.WebhookEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes webhooks. */
@Singleton
public class WebhookService {

    static final int MOST = 50;

    private final WebhookRepository webhooks;
    private final WebhookSecrets secrets;
    private final Outbox outbox;
    private final WebhookSettings settings;
    private final Clock clock;

    WebhookService(
            WebhookRepository webhooks, WebhookSecrets secrets, Outbox outbox, WebhookSettings settings, Clock clock) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** The answer holds the secret. */
    @Transactional
    public Webhook create(WebhookContent content, Caller caller) {
        if (webhooks.count() >= MOST) {
            throw new ProblemException.Conflict("There are " + MOST + " webhooks; delete one first");
        }
        Instant now = clock.instant();
        String secret = secrets.random();
        long id = webhooks.nextId();
        webhooks.insert(id, content, secrets.seal(id, secret), now);
        outbox.append(new WebhookEvent.Created(header(id, 1, now, caller), WebhookChanges.created(content)));
        return webhooks.find(id).orElseThrow().withSecret(secret);
    }

    /** A patch that changes nothing leaves no event. */
    @Transactional
    public Webhook update(long id, WebhookContent.Patch patch, @Nullable String ifMatch, Caller caller) {
        Webhook before = require(id, ifMatch);
        WebhookContent content = patch.on(before.content());
        if (content.equals(before.content())) {
            return before;
        }
        Instant now = clock.instant();
        Webhook after = before.with(content, now);
        webhooks.update(after);
        outbox.append(new WebhookEvent.Updated(
                header(id, after.version(), now, caller), WebhookChanges.between(before, after)));
        return after;
    }

    @Transactional
    public void delete(long id, @Nullable String ifMatch, Caller caller) {
        Webhook webhook = require(id, ifMatch);
        Instant now = clock.instant();
        webhooks.delete(id, now);
        outbox.append(new WebhookEvent.Deleted(
                header(id, webhook.version() + 1, now, caller), WebhookChanges.deleted(webhook)));
    }

    /** The answer holds the new secret; for a while the old one signs too. */
    @Transactional
    public Webhook rotateSecret(long id, @Nullable String ifMatch, Caller caller) {
        Webhook before = require(id, ifMatch);
        Instant now = clock.instant();
        Instant until = now.plus(settings.overlap());
        String secret = secrets.random();
        webhooks.rotate(id, secrets.seal(id, secret), until, now);
        outbox.append(new WebhookEvent.SecretRotated(
                header(id, before.version() + 1, now, caller),
                Map.of("previous_secret_until", FieldChange.of(before.previousSecretUntil(), until))));
        return webhooks.find(id).orElseThrow().withSecret(secret);
    }

    private Webhook require(long id, @Nullable String ifMatch) {
        Webhook webhook = webhooks.lock(id).orElseThrow(WebhookService::unknown);
        Versions.require(ifMatch, webhook.version());
        return webhook;
    }

    private static EventHeader header(long id, long version, Instant now, Caller caller) {
        return new EventHeader(EventIds.next(), now, id, version, caller.actor(), caller.origin());
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such webhook");
    }
}
