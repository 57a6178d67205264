package io.deskledger.api.attachment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.ReadableBytes;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where attached files are kept, and how many.
 *
 * @param storage {@code local} or {@code s3}
 * @param dir the folder of the local storage, and of files that are being received
 * @param maxFileSize the most bytes of one file
 * @param maxTicketFiles the most files of one ticket
 * @param maxTicketSize the most bytes of all files of one ticket
 * @param sweepInterval how often files without a row are looked for; zero means never by this instance
 */
@ConfigurationProperties("deskledger.attachments")
record AttachmentSettings(
        String storage,
        Path dir,
        @ReadableBytes long maxFileSize,
        int maxTicketFiles,
        @ReadableBytes long maxTicketSize,
        Duration sweepInterval) {

    static final String LOCAL = "local";
    static final String S3 = "s3";
}
