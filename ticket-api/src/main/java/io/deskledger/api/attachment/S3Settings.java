package io.deskledger.api.attachment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The S3-compatible service that keeps the files.
 *
 * @param endpoint its address; empty for Amazon's own
 * @param region the region that requests are signed for
 * @param bucket an existing bucket
 * @param prefix what the name of every object starts with
 * @param accessKey who asks; empty: the environment of the process says it, as the AWS SDK looks it up
 * @param secretKey the secret of that key
 * @param attemptTimeout how long one attempt may take: a file has to be sent in that time
 * @param timeout how long all attempts may take together
 */
@ConfigurationProperties("deskledger.attachments.s3")
record S3Settings(
        @Bindable(defaultValue = "") String endpoint,
        @Bindable(defaultValue = "us-east-1") String region,
        @Bindable(defaultValue = "") String bucket,
        @Bindable(defaultValue = "") String prefix,
        @Bindable(defaultValue = "") String accessKey,
        @Bindable(defaultValue = "") String secretKey,
        @Bindable(defaultValue = "60s") Duration attemptTimeout,
        @Bindable(defaultValue = "90s") Duration timeout) {

    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, bucket=%s, prefix=%s, accessKey=%s]"
                .formatted(endpoint, region, bucket, prefix, accessKey);
    }
}
