package io.deskledger.api.attachment;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files in a bucket of an S3-compatible service. */
@Singleton
@Requires(property = "deskledger.attachments.storage", value = AttachmentSettings.S3)
final class S3Storage implements FileStorage {

    private static final Logger LOG = LoggerFactory.getLogger(S3Storage.class);

    private final S3Settings settings;
    private final S3Client client;

    S3Storage(S3Settings settings) {
        if (settings.bucket().isBlank()) {
            throw new IllegalStateException("DESKLEDGER_S3_BUCKET names no bucket to keep attachments in");
        }
        LOG.info("Attachments are kept in {}", settings);
        this.settings = settings;
        this.client = client(settings);
    }

    @Override
    public void put(String key, Path file) throws IOException {
        asking(() -> client.putObject(put -> put.bucket(settings.bucket()).key(name(key)), RequestBody.fromFile(file)));
        Files.deleteIfExists(file);
    }

    @Override
    public Optional<InputStream> get(String key) throws IOException {
        try {
            return Optional.of(asking(
                    () -> client.getObject(get -> get.bucket(settings.bucket()).key(name(key)))));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String key) throws IOException {
        asking(() ->
                client.deleteObject(delete -> delete.bucket(settings.bucket()).key(name(key))));
    }

    @Override
    public List<KeptFile> list(@Nullable String after, int limit) throws IOException {
        List<KeptFile> found = new ArrayList<>();
        ListObjectsV2Response page = page(after == null ? null : name(after), limit);
        add(found, page);
        // What others keep under the prefix must not look like the end of what is ours.
        while (found.size() < limit && page.isTruncated()) {
            page = page(page.contents().getLast().key(), limit);
            add(found, page);
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private ListObjectsV2Response page(@Nullable String after, int limit) throws IOException {
        return asking(() -> client.listObjectsV2(list -> list.bucket(settings.bucket())
                .prefix(settings.prefix())
                .startAfter(after)
                .maxKeys(limit)));
    }

    private void add(List<KeptFile> found, ListObjectsV2Response page) {
        for (S3Object object : page.contents()) {
            String key = object.key().substring(settings.prefix().length());
            if (ObjectKey.isOne(key)) {
                found.add(new KeptFile(key, object.lastModified()));
            }
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }

    private String name(String key) {
        return settings.prefix() + key;
    }

    /** The SDK's failures are unchecked; ours to handle they are as the disk's are. */
    private static <T> T asking(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            throw new NoSuchObjectException(e);
        } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException e) {
            throw new SilentStorageException(e);
        } catch (SdkException e) {
            throw new IOException("the object storage failed", e);
        }
    }

    private static S3Client client(S3Settings settings) {
        // Checksums beyond the signature are Amazon's own; services that only speak the protocol refuse them.
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(limits ->
                        limits.apiCallAttemptTimeout(settings.attemptTimeout()).apiCallTimeout(settings.timeout()))
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        if (!settings.accessKey().isBlank()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        return builder.build();
    }

    private static final class NoSuchObjectException extends IOException {
        NoSuchObjectException(Throwable cause) {
            super("there is no such object", cause);
        }
    }
}
