package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;

/** An agent as reports name one. */
@Serdeable
public record AgentView(long id, String fullName, String email) {}
