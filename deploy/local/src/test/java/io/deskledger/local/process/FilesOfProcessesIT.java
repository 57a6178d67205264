package io.deskledger.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOfProcessesIT {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aReusedNumberIsNotTheProcess() {
        ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
        PidFile file = new PidFile(folder.resolve("some.pid"));

        file.write(self, 8080);
        assertThat(file.running()).contains(new PidFile.Entry(self, 8080));

        file.write(new ProcessId(self.pid(), "another-boot/1"), 8080);
        assertThat(file.running()).isEmpty();
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Path path = folder.resolve("some.pid");
        PidFile file = new PidFile(path);
        assertThat(file.running()).isEmpty();
        for (String content : List.of("", "x y z", "12", "12 a b", "1 2 3 4")) {
            Files.writeString(path, content);
            assertThat(file.running()).isEmpty();
        }
    }

    @Test
    void aKilledProcessIsGoneAndItsEndIsTold() throws Exception {
        ChildProcess child =
                ChildProcess.start(List.of("sleep", "600"), Map.of("PATH", "/usr/bin:/bin"), folder.resolve("log"));
        assertThat(child.id().alive()).isTrue();

        child.kill();

        assertThat(child.ended().get()).isEqualTo("was killed by signal 9");
        assertThat(child.id().alive()).isFalse();
    }

    @Test
    void aChildDoesNotHearTheTerminalButObeysItsLauncher() throws Exception {
        ChildProcess child =
                ChildProcess.start(List.of("sleep", "600"), Map.of("PATH", "/usr/bin:/bin"), folder.resolve("log"));
        // The shell has stopped listening when it has become what it was told to start.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ProcessHandle.of(child.id().pid())
                        .flatMap(process -> process.info().arguments())
                        .filter(arguments -> List.of(arguments).equals(List.of("600")))
                        .isPresent());
        new ProcessBuilder("kill", "-INT", Long.toString(child.id().pid()))
                .start()
                .waitFor();
        assertThat(child.id().alive()).isTrue();

        child.stop(Duration.ofSeconds(10));

        assertThat(child.ended().get()).isEqualTo("was killed by signal 15");
    }

    @Test
    void aFullLogIsMovedAsideUnderItsWriter() throws IOException {
        Path path = folder.resolve("part.log");
        LogFile log = new LogFile(path);
        try (var writer = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("old\n".repeat(100));
            writer.flush();
            log.rotateIfBigger(399);
            writer.write("new\n");
        }
        assertThat(log.tail(5)).containsExactly("new");
        assertThat(new LogFile(folder.resolve("part.log.1")).tail(500)).hasSize(100);

        log.rotateIfBigger(399);
        assertThat(log.tail(5)).containsExactly("new");
    }

    @Test
    void secretsAreMadeOnceAndReadableByTheirUserOnly() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.prepare();

        String made = new Secrets(data).get(Secrets.Name.JWT_SECRET);

        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(new Secrets(data).get(Secrets.Name.JWT_SECRET)).isEqualTo(made);
        assertThat(new Secrets(data).get(Secrets.Name.DEMO_PASSWORD)).matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}");
        assertThat(permissions(data.root())).isEqualTo("rwx------");
        assertThat(permissions(data.secrets().resolve("jwt-secret"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
