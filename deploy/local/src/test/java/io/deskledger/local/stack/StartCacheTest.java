package io.deskledger.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    @TempDir
    Path target = Path.of("");

    private Path jar = Path.of("");
    private Path library = Path.of("");

    @BeforeEach
    void build() throws IOException {
        jar = Files.writeString(target.resolve("service-1.jar"), "service");
        library = Files.writeString(Files.createDirectory(target.resolve("lib")).resolve("library.jar"), "library");
    }

    @Test
    void aCacheThatIsNotThereIsNoOption() {
        assertThat(StartCache.of(jar, OPTIONS).options()).isEmpty();
        assertThat(StartCache.of(jar, OPTIONS).isWanted()).isTrue();
    }

    @Test
    void whatWasTakenOverIsUsedFromThenOn() throws IOException {
        StartCache cache = StartCache.of(jar, OPTIONS);
        Files.writeString(cache.draft(), "classes");
        cache.takeDraft();

        StartCache next = StartCache.of(jar, OPTIONS);
        assertThat(next.options())
                .containsExactly(
                        "-XX:Tier4InvocationThreshold=20000",
                        "-XX:Tier4MinInvocationThreshold=2400",
                        "-XX:Tier4CompileThreshold=60000",
                        "-XX:Tier4BackEdgeThreshold=160000",
                        "-XX:AOTCache=" + cache.file());
        assertThat(next.isWanted()).isFalse();
        assertThat(cache.draft()).doesNotExist();
    }

    @Test
    void imagesAreStartedAlike() throws IOException {
        StartCache cache = StartCache.of(jar, OPTIONS);
        Files.writeString(cache.draft(), "classes");
        cache.takeDraft();

        List<String> all = cache.options();
        assertThat(Files.readString(Path.of("..", "images", "train"))).contains(all.subList(0, all.size() - 1));
    }

    @Test
    void otherOptionsAndOtherJarsHaveAnotherOne() throws IOException {
        Path first = StartCache.of(jar, OPTIONS).file();
        assertThat(StartCache.of(jar, List.of("-Xmx256m")).file()).isNotEqualTo(first);

        Files.setLastModifiedTime(library, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        Path second = StartCache.of(jar, OPTIONS).file();
        assertThat(second).isNotEqualTo(first);

        Files.writeString(jar, "another service");
        assertThat(StartCache.of(jar, OPTIONS).file()).isNotEqualTo(second);
    }

    @Test
    void whatEarlierBuildsLeftGoes() throws IOException {
        Path old = Files.writeString(StartCache.of(jar, List.of()).file(), "old classes");
        Path givenUp = Files.writeString(target.resolve("start-00000000.aot.1"), "half a cache");
        StartCache cache = StartCache.of(jar, OPTIONS);
        Files.writeString(cache.draft(), "classes");

        cache.takeDraft();

        assertThat(old).doesNotExist();
        assertThat(givenUp).doesNotExist();
        assertThat(cache.file()).exists();
        assertThat(jar).exists();
    }
}
