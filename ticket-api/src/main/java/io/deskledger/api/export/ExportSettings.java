package io.deskledger.api.export;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How exports name this installation.
 *
 * @param source the source of tickets that were created here; their number is the external id
 */
@ConfigurationProperties("deskledger.export")
record ExportSettings(@Bindable(defaultValue = "deskledger") String source) {}
