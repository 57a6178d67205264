package io.deskledger.api.tag;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds tags and says how much they are used. */
@Singleton
class TagReadService {

    private final TagRepository tags;
    private final TagUsageRepository usage;

    TagReadService(TagRepository tags, TagUsageRepository usage) {
        this.tags = tags;
        this.usage = usage;
    }

    @Connectable
    Tag get(String name) {
        return tags.find(name).orElseThrow(() -> new ProblemException.NotFound("There is no such tag"));
    }

    @Connectable
    List<Tag> page(long afterId, int limit) {
        return tags.page(afterId, limit);
    }

    @Connectable
    List<TagCount> popular(int limit) {
        return usage.popular(limit);
    }

    @ReadOnly
    TagStatistics statistics(String name) {
        Tag tag = get(name);
        return TagStatistics.of(tag.name(), usage.parts(tag.id()));
    }
}
