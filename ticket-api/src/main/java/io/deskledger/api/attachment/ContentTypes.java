package io.deskledger.api.attachment;

import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * What a file is, by its first bytes. Only where these are those of a container, such as ZIP, the name may say which
 * sort of document it holds: to know better it would have to be unpacked, and what is sent in is never unpacked.
 */
@Singleton
final class ContentTypes {

    static final String UNKNOWN = MediaType.OCTET_STREAM.toString();

    private static final Set<MediaType> CONTAINERS = Set.of(
            MediaType.APPLICATION_ZIP, MediaType.application("x-tika-msoffice"), MediaType.application("x-tika-ooxml"));
    private static final Set<String> MEDIA = Set.of("image", "audio", "video");
    private static final Set<String> TEXTS = Set.of("text/plain", "text/csv");

    /** The type of the file's content. */
    String of(Path file, String name) {
        MediaType byContent = detect(file, new Metadata());
        if (!CONTAINERS.contains(byContent)) {
            return byContent.getBaseType().toString();
        }
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        return detect(file, named).getBaseType().toString();
    }

    /** The type to hand the file out as: never one that a browser would run. */
    static String served(String type) {
        boolean harmless = TEXTS.contains(type)
                || MEDIA.contains(type.substring(0, type.indexOf('/')))
                || type.startsWith("application/vnd.openxmlformats-")
                || type.startsWith("application/vnd.oasis.opendocument.")
                || type.startsWith("application/vnd.ms-")
                || type.equals("application/msword")
                || type.equals("application/pdf")
                || type.equals("application/zip")
                || type.equals("application/gzip");
        return harmless && !type.endsWith("xml") ? type : UNKNOWN;
    }

    private MediaType detect(Path file, Metadata metadata) {
        // Read from a large file once, when the first of ours comes: a start should not wait for it.
        MimeTypes types = MimeTypes.getDefaultMimeTypes();
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file), types.getMinLength())) {
            return types.detect(content, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("reading back a received file failed", e);
        }
    }
}
